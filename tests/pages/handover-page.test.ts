import { beforeAll, describe, expect, test } from 'vitest';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from './browser.ts';
import { type Office, taskAt } from './office.ts';
import { officeInBrowser } from './office-in-browser.ts';

const AGENTS = ['agent-990101001001-1', 'agent-990101001001-2'];
const PASSWORD = 'sample-office-2026';

/** Whether an account of the sample office is let in. */
async function signsIn(office: Office, account: string): Promise<boolean> {
  const answer = await fetch(`${office.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ account, password: PASSWORD }),
  });
  return answer.ok;
}

describe('the page on which units are closed and agents leave', () => {
  const office = officeInBrowser();
  let businessKey: string;
  let taskId: string;
  beforeAll(async () => {
    businessKey = await office.register();
    taskId = await taskAt(office, businessKey, 'confirmMandate');
  });

  const open = (viewport = WIDE) => office.openPage('/handover', viewport);
  const assigneeOf = async () => (await office.ask<{ assignee: string }>(`/engine-rest/task/${taskId}`)).assignee;

  test.each([WIDE, PHONE])(
    'given a window of %j, then nothing is wider than it and axe finds nothing serious, with and without the dialog',
    async (viewport) => {
      const { page, complaints } = await open(viewport);
      await page.getByRole('button', { name: /撤销/ }).first().waitFor();
      expect(await sidewaysPx(page)).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      await page
        .getByRole('button', { name: /离任或离岗/ })
        .first()
        .click();
      await page.getByRole('dialog').getByLabel('接手的代理员').waitFor();
      expect(await sidewaysPx(page)).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'English' }).dispatchEvent('click');
      await page.getByRole('dialog').getByLabel('Agent who takes over').waitFor();
      expect(complaints).toEqual([]);
    },
  );

  test('given an agent with open tasks, when they leave for good, then another has them and the account is closed', async () => {
    const leaving = await assigneeOf();
    const other = AGENTS.find((id) => id !== leaving)!;
    expect(await signsIn(office, 'community')).toBe(true);
    const { page } = await open();
    const names = await office.ask<{ id: string; name: string }[]>('/api/agents?areaCode=990101001001');
    const nameOf = (id: string) => names.find((one) => one.id === id)?.name ?? '';
    await page.getByLabel('按名称查找').fill(nameOf(leaving));
    await page.getByRole('button', { name: `${nameOf(leaving)}离任或离岗` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '移交' }).click();
    await dialog.getByText(/理由/).nth(1).waitFor();
    await expect.poll(() => dialog.getByLabel('理由').getAttribute('aria-invalid')).toBe('true');
    expect(await assigneeOf()).toBe(leaving);
    await dialog.getByLabel('接手的代理员').selectOption(other);
    await dialog.getByLabel('理由').fill('调往其他单位工作');
    await dialog.getByRole('button', { name: '移交' }).click();
    await page.getByRole('cell', { name: businessKey }).waitFor();
    expect(await assigneeOf()).toBe(other);
    await page.getByText('已离任').waitFor();
    await expect.poll(() => page.getByRole('button', { name: `${nameOf(leaving)}离任或离岗` }).count()).toBe(0);
    // The sample account stands for the first of the two.
    if (leaving === AGENTS[0]) await page.getByText('已停用账号：community').waitFor();
    expect(await signsIn(office, 'community')).toBe(leaving !== AGENTS[0]);
  });

  test('given a unit, when it is closed in favour of another, then that is shown and its account is closed', async () => {
    expect(await signsIn(office, 'unit')).toBe(true);
    const { page } = await open(PHONE);
    const [housing] = await office.ask<{ id: string; name: string }[]>('/api/units?areaCode=990101&role=housing');
    const others = await office.ask<{ id: string; name: string }[]>('/api/units?areaCode=990101');
    const successor = others.find(({ id }) => id !== housing?.id)!;
    await page.getByRole('button', { name: `撤销${housing?.name}` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('理由').fill('机构改革，职能并入');
    await dialog.getByRole('button', { name: '撤销并移交' }).click();
    await dialog.getByText('请填写承接单位').waitFor();
    await dialog.getByLabel('承接单位').selectOption(successor.id);
    await dialog.getByRole('button', { name: '撤销并移交' }).click();
    await page.getByText('已停用账号：unit').waitFor();
    await page.getByText(`已撤销，由${successor.name}承接`).waitFor();
    expect(await signsIn(office, 'unit')).toBe(false);
  });

  test('given somebody who is no administrator, then the page is not for them', async () => {
    const { page } = await office.openPage('/handover', WIDE, {});
    await page.getByLabel('账号', { exact: true }).fill('office');
    await page.getByLabel('口令', { exact: true }).fill(PASSWORD);
    const [answer] = await Promise.all([
      page.waitForResponse((response) => new URL(response.url()).pathname === '/handover'),
      page.getByRole('button', { name: '登录' }).click(),
    ]);
    expect(answer.headers()['location']).toContain('/login?problem=notAllowed');
    await page.getByRole('link', { name: '信访事项' }).waitFor();
    expect(await page.getByRole('link', { name: '机构人员' }).count()).toBe(0);
  });
});
