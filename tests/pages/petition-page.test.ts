import { beforeAll, describe, expect, test } from 'vitest';
import { AS_HOUSE } from '../house-token.ts';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from './browser.ts';
import { eventually, type PetitionTold, taskAt } from './office.ts';
import { officeInBrowser } from './office-in-browser.ts';

describe('a petition’s page', () => {
  const office = officeInBrowser();
  let path: string;
  beforeAll(async () => {
    const businessKey = await office.register();
    await eventually('the letter of acceptance', async () => {
      const petition = await office.ask<PetitionTold>(`/api/petitions/${businessKey}`);
      return petition.instances?.some((each) => each.processDefinitionKey === 'deliver-document') || undefined;
    });
    path = `/petitions/${businessKey}`;
  });

  test('given a running petition, when opened, then passed elements, walked flows and where it waits are marked', async () => {
    const { page, complaints } = await office.openPage(path);
    await page.locator('.diagram [data-element-id="classify"].mark-passed').waitFor();
    await expect.poll(() => page.locator('.diagram .djs-shape.mark-waiting').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.diagram .djs-connection.flow-walked').count()).toBeGreaterThan(5);
    await expect.poll(() => page.locator('.diagram .bjs-powered-by').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('given a called process, when stepped into, then its diagram is shown and the way back leads out again', async () => {
    const { page } = await office.openPage(path);
    // The diagram first goes to where the petition waits; what is asked for before that is undone by it.
    await page.locator('.diagram [data-element-id="classify"].mark-passed').waitFor();
    await page.getByRole('button', { name: '看全图' }).click();
    await page.getByRole('button', { name: '进入被调用的流程 分派与回避' }).first().click();
    await page.locator('.diagram [data-element-id="conflictCheck"].mark-passed').waitFor();
    const way = page.getByRole('navigation', { name: '流程层次' });
    await expect.poll(() => way.locator('[aria-current]').textContent()).toBe('分派与回避');
    await way.getByRole('button', { name: '信访受理' }).click();
    await page.locator('.diagram [data-element-id="classify"].mark-passed').waitFor();
  });

  test('given an element, when clicked, then it says when, how long and by whom', async () => {
    const { page } = await office.openPage(path);
    await page.locator('.diagram [data-element-id="classify"].mark-passed').waitFor();
    await page.getByRole('button', { name: '看全图' }).click();
    await page.locator('.diagram [data-element-id="validateSubmission"] .djs-hit').first().click({ force: true });
    const panel = page.getByRole('complementary');
    await panel.getByText('validateSubmission').waitFor();
    await expect.poll(() => panel.textContent()).toMatch(/开始.*结束.*工作程序 .*成功/s);
  });

  test('given evaluated tables, when the tab is opened, then inputs, outputs and the row that matched are shown', async () => {
    const { page } = await office.openPage(path);
    await page.getByRole('tab', { name: '规则判断' }).click();
    const decision = page.locator('.decision').filter({ has: page.getByRole('heading', { name: /信访分类/ }) });
    const row = decision.locator('.rule-matched');
    await row.waitFor();
    await expect.poll(() => row.count()).toBe(1);
    await expect.poll(() => row.textContent()).toContain('命中');
    await expect.poll(() => row.textContent()).toContain('"competence"');
    await expect.poll(() => decision.locator('.value-list').last().textContent()).toContain('competence');
  });

  test('given the tabs, when gone through with the arrow keys, then timeline, variables and letters are there', async () => {
    const { page } = await office.openPage(path);
    const timeline = page.getByRole('table', { name: '经过' });
    await timeline.getByRole('row').filter({ hasText: '校验登记' }).first().waitFor();
    await page.getByRole('tab', { name: '经过' }).press('ArrowRight');
    const variables = page.getByRole('table', { name: '变量' });
    await variables.getByText('petitionKind', { exact: true }).waitFor();
    await expect.poll(() => variables.getByRole('row', { name: /^petitionKind/ }).textContent()).toContain('appeal');
    await page.getByRole('tab', { name: '文书' }).click();
    const letter = page.getByRole('link', { name: '受理告知书' });
    await letter.waitFor();
    const text = await fetch(`${office.url}${await letter.getAttribute('href')}`, { headers: AS_HOUSE });
    expect(await text.text()).toContain('受理');
  });

  test('given a petition that was withdrawn, when opened, then its finished path is told from history', async () => {
    const businessKey = await office.register();
    await taskAt(office, businessKey, 'confirmMandate');
    await office.ask(`/api/petitions/${businessKey}/messages/withdrawal`, { reason: '问题已经自行解决' });
    await eventually('the end of all its processes', async () => {
      const running = await office.ask<unknown[]>(`/engine-rest/process-instance?businessKey=${businessKey}`);
      return running.length === 0 || undefined;
    });
    const { page } = await office.openPage(`/petitions/${businessKey}`);
    await page.locator('.diagram [data-element-id="recordWithdrawal"].mark-passed').waitFor();
    await expect.poll(() => page.locator('.diagram .mark-waiting').count()).toBe(0);
    await expect.poll(() => page.locator('.diagram .mark-canceled').count()).toBeGreaterThan(0);
    expect(await page.locator('.instance-tree').textContent()).not.toContain('运行中');
  });

  test('given a sealed accusation, when opened, then neither text nor path is shown', async () => {
    const list = await office.ask<{ items: { businessKey: string }[] }>('/api/petitions?sealed=true');
    const { page } = await office.openPage(`/petitions/${list.items[0]?.businessKey}`);
    await page.getByText('密封转送的检举控告').waitFor();
    expect(await page.locator('.diagram').count()).toBe(0);
  });

  test('given an unknown number, when opened, then it says so', async () => {
    const { page } = await office.openPage('/petitions/XF-1');
    await page.getByText('没有编号为 XF-1 的信访事项').waitFor();
  });

  test.each([
    ['wide', WIDE],
    ['on a phone', PHONE],
  ])(
    'given a screen that is %s, when opened, then nothing overflows and axe finds nothing serious',
    async (_name, viewport) => {
      const { page } = await office.openPage(path, viewport);
      await page.locator('.diagram .mark-passed').first().waitFor();
      expect(await sidewaysPx(page)).toBe(0);
      // The drawing is bpmn-js's own.
      expect(await seriousFindings(page, ['.djs-container'])).toEqual([]);
      for (const tab of ['变量', '规则判断', '文书', '督办与提级']) {
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tabpanel', { name: tab }).getByText('正在读取').waitFor({ state: 'detached' });
        expect(await sidewaysPx(page), tab).toBe(0);
        expect(await seriousFindings(page, ['.facts', '.path']), tab).toEqual([]);
      }
    },
    60_000,
  );
});
