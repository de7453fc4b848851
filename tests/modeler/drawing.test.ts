import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../pages/browser.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { picture } from './picture.ts';
import { agree } from './table-editing.ts';

const LIBRARIES = ['.djs-container', '.bio-properties-panel', '.dmn-js-parent', '.bjs-container'];

describe('drawing with the pieces of the house', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });

  const open = async (query: string) => {
    const watched = await office.openPage(`/modeler${query}`);
    await watched.page.locator('.djs-shape').first().waitFor();
    return watched;
  };

  /** Takes a piece from the palette and puts it down in an empty place of the canvas. */
  const put = async (page: Page, piece: string, x: number, y: number) => {
    await page.getByRole('button', { name: piece, exact: true }).click();
    await page.locator('.djs-container svg').first().click({ position: { x, y } });
  };

  test('given a task of a person from the palette, when nobody is to get it, then the rules say so at once, and fall silent when a role is chosen', async () => {
    const { page, complaints, untranslated } = await open('?process=supervision');
    await page.getByText('规则检查：没有问题').waitFor();
    await put(page, '人工任务（带期限和提醒）', 480, 500);
    const list = page.locator('.findings');
    await list.getByText(/处错误/).waitFor();
    await list.locator('summary').click();
    await list.getByText('这项人工任务没有办理人：请选择角色').waitFor();
    await expect.poll(() => page.locator('.finding-badge-error').count()).toBeGreaterThan(0);
    await picture(page, 'lint-while-drawing');
    // The dialog forbids it.
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByText('违反规则').waitFor();
    await expect
      .poll(() => page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).isDisabled())
      .toBe(true);
    await page.getByRole('button', { name: '取消' }).click();
    // From the finding to the element, and there the role.
    await list.locator('li', { hasText: '没有办理人' }).getByRole('button').click();
    await page.getByLabel('办理角色').selectOption({ label: '信访部门' });
    await list.getByText('没有办理人').waitFor({ state: 'detached' });
    await picture(page, 'house-properties');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
    await page.getByRole('button', { name: '撤销' }).click();
    await list.getByText('没有办理人').waitFor();
    expect(complaints).toEqual([]);
    expect([...new Set(untranslated)]).toEqual([]);
  });

  test('given an external step, when a topic is chosen from those that are served, then the file has it', async () => {
    const { page } = await open('?process=satisfaction-visit');
    await put(page, '程序步骤', 500, 520);
    await page.getByLabel('由哪个程序办').selectOption('record-delivery');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toMatch(
      /<bpmn:serviceTask id="\w+" name="程序步骤" camunda:type="external" camunda:topic="record-delivery"/,
    );
  });

  test('given a diagram, when exported as pictures, then they are SVG and PNG', async () => {
    const { page } = await open('?process=deliver-document');
    for (const [button, start] of [
      ['SVG', '<?xml'],
      ['PNG', '\u0089PNG'],
    ] as const) {
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: button }).click();
      expect(readFileSync(await (await download).path(), 'latin1').slice(0, start.length)).toBe(start);
    }
  });

  test('given a diagram, when simulated, then tokens walk, in Chinese, and nothing can be changed meanwhile', async () => {
    const { page, complaints } = await open('?process=supervision');
    await page.getByRole('button', { name: '模拟', exact: true }).click();
    await page.locator('.bts-context-pad:not(.hidden)[title="触发"]').first().click();
    await page.locator('.bts-token-count, .bts-token').first().waitFor();
    await expect.poll(() => page.getByTitle('重新开始').count()).toBe(1);
    await expect.poll(() => page.locator('.djs-palette.hidden').count()).toBe(1);
    await page.locator('.bts-notifications').getByText('流程开始').waitFor();
    expect(await page.locator('.bts-notifications').textContent()).not.toMatch(/started|finished/);
    await picture(page, 'simulation');
    await page.getByRole('button', { name: '模拟', exact: true }).click();
    await page.locator('.djs-palette:not(.hidden)').waitFor();
    // The library's own key does the same, and the button tells.
    const pressed = () => page.getByRole('button', { name: '模拟', exact: true }).getAttribute('aria-pressed');
    await expect.poll(pressed).toBe('false');
    await page
      .locator('.djs-container svg')
      .first()
      .click({ position: { x: 600, y: 40 } });
    await page.keyboard.press('t');
    await page.locator('.djs-palette.hidden').waitFor({ state: 'attached' });
    await expect.poll(pressed).toBe('true');
    await page.keyboard.press('t');
    await expect.poll(pressed).toBe('false');
    expect(complaints).toEqual([]);
  });

  test('given two editors of one process, when both change it, then the second is told and nothing is overwritten unseen', async () => {
    const [first, second] = [await open('?process=deliver-document'), await open('?process=deliver-document')];
    const draft = () => office.ask<{ content: string; revision: number }>('/api/models/drafts/bpmn%3Adeliver-document');
    await put(first.page, '督办', 480, 560);
    await expect.poll(async () => (await draft().catch(() => undefined))?.revision).toBe(1);
    await put(second.page, '答复群众', 480, 560);
    await second.page.getByText('您的修改没有覆盖它').waitFor();
    expect((await draft()).content).toContain('calledElement="supervision"');
    expect((await draft()).content).not.toContain('name="答复群众"');
    await picture(second.page, 'draft-conflict');
    await second.page.getByRole('button', { name: '仍用我的，覆盖对方' }).click();
    await expect.poll(async () => (await draft()).content).toContain('name="答复群众"');
  });

  test('given a server that is away, when a diagram is changed, then the draft stays in the browser and is sent later', async () => {
    const { page } = await open('?process=assign-with-recusal');
    await page.route('**/api/models/drafts/**', (route) => route.abort());
    await put(page, '督办', 480, 560);
    await page.getByText('服务器暂时连不上').waitFor();
    await page.unroute('**/api/models/drafts/**');
    await page.getByText('服务器暂时连不上').waitFor({ state: 'detached' });
    const kept = await office.ask<{ content: string }>('/api/models/drafts/bpmn%3Aassign-with-recusal');
    expect(kept.content).toContain('name="督办"');
  });

  test('given something copied in one diagram, when pasted in another, then it is there', async () => {
    const { page } = await open('?process=supervision');
    await page.getByRole('button', { name: '看全图' }).click();
    await page.locator('[data-element-id="issueSupervisionOrder"] .djs-hit').first().click({ force: true });
    await page.keyboard.press('Control+C');
    await page.goto(`${office.url}/modeler?process=satisfaction-visit`);
    await page.locator('.djs-shape').first().waitFor();
    await page
      .locator('.djs-container svg')
      .first()
      .click({ position: { x: 480, y: 560 } });
    await page.keyboard.press('Control+V');
    await page
      .locator('.djs-container svg')
      .first()
      .click({ position: { x: 480, y: 560 } });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    const text = readFileSync(await (await download).path(), 'utf8');
    expect(text).toContain('camunda:topic="issue-supervision-order"');
  });

  test('given an element, when a remark is pinned to it, then the next who opens the diagram finds it there', async () => {
    const { page } = await open('?process=superior-proxy');
    await page.getByRole('button', { name: '看全图' }).click();
    await page.locator('[data-element-id="diagnose"] .djs-hit').first().click({ force: true });
    await page.locator('.comments summary').click();
    await page.getByLabel('您的姓名').fill('管理员甲');
    await page.getByLabel('给“diagnose”的批注').fill('这里等区里答复');
    await page.getByRole('button', { name: '添加批注' }).click();
    await page.locator('.comment-pin').waitFor();
    await picture(page, 'comments');
    const next = await open('?process=superior-proxy');
    await next.page.locator('.comment-pin').waitFor();
    await next.page.locator('.comments summary').click();
    await next.page.getByText('这里等区里答复').waitFor();
    await next.page.getByRole('button', { name: '已处理' }).click();
    await next.page.locator('.comment-pin').waitFor({ state: 'detached' });
  });

  test('given a form, when opened and filled in for trial, then it says what completing the task would bring', async () => {
    const { page, complaints } = await office.openPage('/modeler');
    await page.getByRole('table', { name: '表单' }).getByText('verify-reply-form').waitFor();
    await page.goto(`${office.url}/modeler?form=verify-reply-form`);
    await page.locator('.fjs-form-editor').waitFor();
    await page.getByText('规则检查：没有问题').waitFor();
    await picture(page, 'form-editor');
    await page.getByRole('button', { name: '试填' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('.fjs-form').waitFor();
    await dialog.getByRole('button', { name: '提交（不会发送）' }).click();
    await dialog.locator('.notice').waitFor();
    await picture(page, 'play-form');
    expect(complaints).toEqual([]);
  });

  test('given a label with a script in it, when the file is opened and published, then it is text and nothing runs', async () => {
    const { page, complaints } = await office.openPage('/modeler');
    expect(complaints).toEqual([]);
    const label = '&lt;img src=x onerror="window.ran=1"&gt;&lt;script&gt;window.ran=1&lt;/script&gt;';
    const file = readFileSync('processes/supervision/supervision.bpmn', 'utf8').replace(
      'id="verifyReply" name="核实回复"',
      `id="verifyReply" name="${label.replaceAll('"', '&#34;')}"`,
    );
    expect(file).toContain('onerror');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'supervision.bpmn', mimeType: 'text/xml', buffer: Buffer.from(file) });
    await page.locator('[data-element-id="verifyReply"] .djs-hit').first().click({ force: true });
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await agree(page);
    await page.locator('.notice').filter({ hasText: '已发布' }).waitFor();
    expect(await page.evaluate('window.ran')).toBeUndefined();
  });
});
