import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PHONE, seriousFindings, sidewaysPx } from '../pages/browser.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { picture } from './picture.ts';
import { agree } from './table-editing.ts';

const LIBRARIES = ['.djs-container', '.bio-properties-panel', '.dmn-js-parent', '.bjs-container'];

describe('versions', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });

  const publishXml = async (kind: 'bpmn' | 'dmn', fileName: string, content: string, reason: string) =>
    office.ask<{ state: string }>('/api/models/publications', { kind, fileName, content, author: '管理员甲', reason });

  const openVersions = async (query: string, viewport?: { width: number; height: number }) => {
    const watched = await office.openPage(`/modeler${query}`, viewport);
    await watched.page.getByRole('button', { name: '版本与比较' }).click();
    return { ...watched, dialog: watched.page.getByRole('dialog') };
  };

  const versionOf = (id: string) => Number(id.split(':')[1]);
  const instances = async () => {
    const found = await office.ask<{ definitionId: string }[]>(
      '/engine-rest/process-instance?processDefinitionKey=supervision',
    );
    return found.map((each) => versionOf(each.definitionId)).sort();
  };

  test('given a published change, when versions are opened, then who, why, and the drawn difference are there; and what runs can be moved', async () => {
    for (let count = 0; count < 3; count += 1) {
      await office.ask('/engine-rest/process-definition/key/supervision/start', {
        businessKey: `DB-${count}`,
        variables: { reason: { value: 'unitLate', type: 'String' } },
      });
    }
    const { id } = await office.ask<{ id: string }>('/engine-rest/process-definition/key/supervision');
    const { bpmn20Xml } = await office.ask<{ bpmn20Xml: string }>(`/engine-rest/process-definition/${id}/xml`);
    const changed = bpmn20Xml.replace('name="核实回复"', 'name="核实单位回复"');
    await publishXml('bpmn', 'supervision.bpmn', changed, '名称写清楚是谁的回复');

    const { page, dialog, complaints } = await openVersions('?process=supervision');
    await dialog.getByText('名称写清楚是谁的回复').waitFor();
    await expect.poll(() => dialog.getByText('管理员甲').count()).toBe(1);
    await dialog.locator('.diff-list').getByText('核实单位回复').first().waitFor();
    const change = dialog.locator('.diff-list li', { hasText: 'verifyReply' });
    await expect.poll(() => change.textContent()).toContain('名称: 核实回复 → 核实单位回复');
    await expect.poll(() => dialog.locator('[data-element-id="verifyReply"].diff-changed').count()).toBe(2);
    await picture(page, 'diff-drawn');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);

    await dialog.getByRole('button', { name: '搬到最新版' }).click();
    const move = page.getByRole('dialog').last();
    await move.getByText('3 件可以搬，0 件不能搬。').waitFor();
    await move.getByText('没有定时器因此改变。').waitFor();
    await move.getByRole('button', { name: '全不选' }).click();
    await expect.poll(() => move.getByRole('button', { name: '搬移 0 件' }).isDisabled()).toBe(true);
    await move.getByRole('button', { name: '全选' }).click();
    // One stays behind.
    await move.getByText('DB-1').click();
    await move.getByLabel('搬移人').fill('管理员甲');
    await move.getByLabel('搬移原因').fill('统一按新版办理');
    await picture(page, 'move-preview');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
    await move.getByRole('button', { name: '搬移 2 件' }).click();
    await move.getByText('搬移完成：2 件。').waitFor();
    expect(await instances()).toEqual([1, 2, 2]);

    await move.getByRole('button', { name: '撤回这次搬移' }).click();
    const undo = page.getByRole('dialog').last();
    await undo.getByText('2 件可以回到第 1 版，0 件不能').waitFor();
    await undo.getByLabel('撤回原因').fill('先在一件上试过再说');
    await picture(page, 'move-undo');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
    await undo.getByRole('button', { name: '撤回 2 件' }).click();
    await undo.getByText('撤回完成：2 件回到原来的版本。').waitFor();
    expect(await instances()).toEqual([1, 1, 1]);
    await undo.getByRole('button', { name: '关闭' }).click();
    await page.getByText('管理员甲 把 2 件从第 1 版搬到第 2 版').waitFor();
    await page.getByText('管理员甲 把 2 件从第 2 版撤回到第 1 版').waitFor();
    await picture(page, 'move-history');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('given an older version, when it is published again, then it is the newest: brought back', async () => {
    const { page } = await office.openPage('/modeler?process=supervision&version=1');
    await page.locator('.djs-shape').first().waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('dialog').getByText('注意：您打开的是第 1 版').waitFor();
    await agree(page, '恢复到第 1 版');
    await page.locator('.notice').filter({ hasText: '第 3 版' }).waitFor();
  });

  test('given a change to a row that is law, when a second administrator agrees, then it is published, and its rows are compared', async () => {
    const { id } = await office.ask<{ id: string }>('/engine-rest/decision-definition/key/statutory-deadline');
    const { dmnXml } = await office.ask<{ dmnXml: string }>(`/engine-rest/decision-definition/${id}/xml`);
    const stricter = dmnXml.replace('<text>60</text>', '<text>45</text>');
    expect((await publishXml('dmn', 'statutory-deadline.dmn', stricter, '本区承诺更快')).state).toBe('waiting');
    const { page, dialog } = await openVersions('?decision=statutory-deadline');
    await dialog.getByText('待复核').waitFor();
    await picture(page, 'four-eyes');
    await dialog.getByLabel('复核人').fill('管理员甲');
    await dialog.getByRole('button', { name: '同意发布' }).click();
    await dialog.getByText('须由另一位管理员复核').waitFor();
    await dialog.getByLabel('复核人').fill('管理员乙');
    await dialog.getByRole('button', { name: '同意发布' }).click();
    await expect
      .poll(
        async () =>
          (await office.ask<{ version: number }>('/engine-rest/decision-definition/key/statutory-deadline')).version,
      )
      .toBe(2);
    const after = await openVersions('?decision=statutory-deadline');
    await after.dialog.getByText('管理员甲，管理员乙 复核').waitFor();
    const row: string | null = await after.dialog.locator('.diff-list li').first().textContent();
    expect(row).toContain('数量: 60 → 45');
    await picture(after.page, 'diff-rows');
  });

  test('on a phone, then nothing is wider than the screen', async () => {
    const { page, dialog } = await openVersions('?process=supervision', PHONE);
    await dialog.locator('.diff-list li, .empty').first().waitFor();
    await picture(page, 'diff-phone');
    expect(await sidewaysPx(page as Page)).toBe(0);
    await dialog.getByRole('button', { name: '搬到最新版' }).first().click();
    await page.getByRole('dialog').last().getByText('件可以搬').waitFor();
    await picture(page, 'move-phone');
    expect(await sidewaysPx(page as Page)).toBe(0);

    const move = page.getByRole('dialog').last();
    await move.getByLabel('搬移人').fill('管理员甲');
    await move.getByLabel('搬移原因').fill('在手机上搬移');
    await move.getByRole('button', { name: '搬移 3 件' }).click();
    await move.getByRole('button', { name: '撤回这次搬移' }).click();
    await page.getByText('件可以回到').waitFor();
    await picture(page, 'undo-phone');
    expect(await sidewaysPx(page as Page)).toBe(0);
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
    for (let dialogs = 3; dialogs > 0; dialogs -= 1) await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '版本与比较' }).click();
    await page.getByText('把 3 件从第 1 版搬到第 3 版').scrollIntoViewIfNeeded();
    await picture(page, 'record-phone');
    expect(await sidewaysPx(page as Page)).toBe(0);
  });
});
