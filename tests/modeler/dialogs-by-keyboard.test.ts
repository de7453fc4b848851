import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { officeInBrowser } from '../pages/office-in-browser.ts';

/** More than any dialog has controls. */
const MOST_STOPS = 150;

/** What the focused control is called: by its label, else by its text. */
const focused = async (page: Page): Promise<string> =>
  String(
    await page.evaluate(`(() => {
      const at = document.activeElement;
      return (at?.labels?.[0] ?? at)?.textContent.trim() ?? '';
    })()`),
  );

/** Goes from control to control, as somebody without a mouse does, until one is called so. */
async function reach(page: Page, name: string): Promise<void> {
  const met: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    if (at.startsWith(name)) return;
    met.push(at);
  }
  throw new Error(`no way leads to ${name}; met ${[...new Set(met)].join(' | ')}`);
}

async function press(page: Page, name: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.press('Enter');
}

/** Fills the two fields of whoever changes something. */
async function sayWhoAndWhy(page: Page, who: string, why: string): Promise<void> {
  await reach(page, who);
  await page.keyboard.type('管理员甲');
  await reach(page, why);
  await page.keyboard.type('只用键盘');
}

/** Closes the newest dialog. @returns where the focus is then */
async function leave(page: Page, open: number): Promise<string> {
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('dialog[open]').count()).toBe(open);
  return focused(page);
}

describe('given no mouse', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });
  beforeAll(async () => {
    await office.ask('/engine-rest/process-definition/key/supervision/start', {
      businessKey: 'DB-1',
      variables: { reason: { value: 'unitLate', type: 'String' } },
    });
  });

  const openSupervision = async () => {
    const { page, complaints } = await office.openPage('/modeler?process=supervision');
    await page.locator('.djs-shape').first().waitFor();
    return { page, complaints };
  };

  test('when the what-if and publishing are asked for, then each is reached, works, closes with Escape and gives the focus back', async () => {
    const { page, complaints } = await openSupervision();
    await press(page, '推演');
    await page.locator('.what-if-models').waitFor();
    await press(page, '开始推演');
    expect(await page.locator('.what-if-trust').textContent({ timeout: 60_000 })).toContain('1 / 1 件');
    expect(await leave(page, 0)).toBe('推演');

    await press(page, '发布');
    await page.getByRole('dialog').waitFor();
    expect(await leave(page, 0)).toBe('发布');
    await page.keyboard.press('Enter');
    await sayWhoAndWhy(page, '发布人', '发布原因');
    await press(page, '发布');
    await page.locator('.notice').first().waitFor();
    await expect.poll(() => page.locator('dialog[open]').count()).toBe(0);
    expect(complaints).toEqual([]);
  }, 120_000);

  test('when running instances are moved and moved back, then each dialog gives the focus back to what opened it, or to what is told of the move', async () => {
    const { id } = await office.ask<{ id: string }>('/engine-rest/process-definition/key/supervision');
    const { bpmn20Xml } = await office.ask<{ bpmn20Xml: string }>(`/engine-rest/process-definition/${id}/xml`);
    await office.ask('/api/models/publications', {
      kind: 'bpmn',
      fileName: 'supervision.bpmn',
      content: bpmn20Xml.replace('name="核实回复"', 'name="核实单位回复"'),
      author: '管理员甲',
      reason: '名称写清楚',
    });
    const { page, complaints } = await openSupervision();
    await page.evaluate('window.loadedOnce = 1');
    await press(page, '版本与比较');
    await page.getByRole('button', { name: '搬到最新版' }).waitFor();
    await press(page, '搬到最新版');
    await page.getByText('1 件可以搬').waitFor();
    expect(await leave(page, 1)).toBe('搬到最新版');

    await page.keyboard.press('Enter');
    await page.getByText('1 件可以搬').waitFor();
    await sayWhoAndWhy(page, '搬移人', '搬移原因');
    await press(page, '搬移 1 件');
    await page.getByText('搬移完成：1 件。').waitFor();
    expect(await focused(page)).toContain('搬移完成：1 件。');
    await press(page, '撤回这次搬移');
    await page.getByText('1 件可以回到').waitFor();
    expect(await leave(page, 2)).toBe('撤回这次搬移');

    await page.keyboard.press('Enter');
    await page.getByText('1 件可以回到').waitFor();
    await sayWhoAndWhy(page, '撤回人', '撤回原因');
    await press(page, '撤回 1 件');
    await page.getByRole('dialog').last().getByText('撤回完成：1 件回到原来的版本。').waitFor();
    // Both dialogs are closed; what runs where is told anew, and what happened is where the focus is.
    expect(await leave(page, 1)).toContain('撤回完成：1 件回到原来的版本。');
    await page.getByText(/把 1 件从第 \d 版撤回到第 \d 版/).waitFor();
    await press(page, '搬到最新版');
    await page.getByText('1 件可以搬').waitFor();
    await sayWhoAndWhy(page, '搬移人', '搬移原因');
    await press(page, '搬移 1 件');
    await page.getByText('搬移完成：1 件。').waitFor();
    expect(await leave(page, 1)).toContain('搬移完成：1 件。');
    // Nothing runs on the old version any more, so nothing there can be moved; the newest move can be taken back from the record.
    await expect.poll(() => page.getByRole('button', { name: '搬到最新版' }).count()).toBe(0);
    await press(page, '撤回这次搬移');
    await page.getByText('1 件可以回到').waitFor();
    expect(await leave(page, 1)).toBe('撤回这次搬移');
    // The page was not loaded anew.
    expect(await page.evaluate('window.loadedOnce')).toBe(1);
    expect(await leave(page, 0)).toBe('版本与比较');
    expect(complaints).toEqual([]);
  }, 120_000);
});
