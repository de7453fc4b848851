import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from '../pages/browser.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { agree, changeOutput, publish, ruleWith } from './table-editing.ts';

const REFUSED = fileURLToPath(new URL('refused-process.bpmn', import.meta.url));

// Drawn by the editors' own libraries; what is in them is not ours to change.
const LIBRARIES = ['.djs-container', '.bio-properties-panel', '.dmn-js-parent'];

interface Version {
  id: string;
  version: number;
}

describe('the modeler', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });

  const newest = (kind: 'process' | 'decision', key: string) =>
    office.ask<Version>(`/engine-rest/${kind}-definition/key/${key}`);

  /** Gives the task `id` of the open process another name through the properties panel. */
  const rename = async (page: Page, id: string, name: string) => {
    await page.getByRole('button', { name: '看全图' }).click();
    await page.locator(`[data-element-id="${id}"] .djs-hit`).first().click({ force: true });
    await page.locator('.bio-properties-panel-group-header-title', { hasText: '基本' }).click();
    await page.locator('#bio-properties-panel-name').fill(name);
    await page.getByText('有未发布的修改').waitFor();
  };

  /** Holds what the page sends of its drafts; answers how to let it go on. */
  const holdDrafts = async (page: Page) => {
    let arrive = () => {};
    const held = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/api/models/drafts/**', async (route) => {
      if (route.request().method() === 'PUT') await held;
      await route.continue();
    });
    return arrive;
  };

  const isDraft = (of: { method(): string }) => of.method() === 'PUT';

  test('given deployed models, when the page is opened, then all processes and tables are listed with versions', async () => {
    const { page, complaints } = await office.openPage('/modeler');
    const processes = page.getByRole('table', { name: '流程' });
    await processes.getByRole('link', { name: '信访全程代理' }).waitFor();
    await expect
      .poll(() => page.getByRole('table', { name: '规则表' }).getByRole('link', { name: '提级规则' }).count())
      .toBe(1);
    await page.getByPlaceholder('按名称或标识查找').fill('superior');
    await expect.poll(() => processes.getByRole('row').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('given a process with running instances, when published, then it has a new version and they keep theirs', async () => {
    await office.ask('/engine-rest/process-definition/key/supervision/start', {
      variables: { reason: { value: 'unitLate', type: 'String' } },
    });
    const before = await newest('process', 'supervision');
    const { page, complaints } = await office.openPage('/modeler?process=supervision');
    await page.getByText(`运行中：第 ${before.version} 版 1 个`).waitFor();
    await rename(page, 'verifyReply', '核实回复情况');
    expect(await publish(page)).toContain(`第 ${before.version + 1} 版`);
    const after = await newest('process', 'supervision');
    expect(after.version).toBe(before.version + 1);
    const xml = await office.ask<{ bpmn20Xml: string }>(`/engine-rest/process-definition/${after.id}/xml`);
    expect(xml.bpmn20Xml).toContain('核实回复情况');
    expect(xml.bpmn20Xml).toContain('camunda:topic');
    const instances = await office.ask<{ definitionId: string }[]>(
      '/engine-rest/process-instance?processDefinitionKey=supervision',
    );
    expect(instances.map((each) => each.definitionId)).toEqual([before.id]);
    await expect
      .poll(() => page.getByRole('combobox', { name: '版本', exact: true }).locator('option').allTextContents())
      .toEqual([`第 ${after.version} 版`, `第 ${before.version} 版（1 个运行中）`]);
    expect(await publish(page)).toContain('没有产生新版本');
    expect(complaints).toEqual([]);
  });

  test('given a draft that is still on its way, when its change is published, then no draft is left behind', async () => {
    const { page, complaints } = await office.openPage('/modeler?process=deliver-document');
    const arrive = await holdDrafts(page);
    const sent = page.waitForRequest(isDraft);
    const kept = page.waitForResponse((response) => isDraft(response.request()));
    await rename(page, 'approveDocument', '审批文书并签字');
    await sent;
    const published = publish(page);
    // Time enough for a publication that would not wait for it.
    await page.waitForTimeout(1500);
    arrive();
    await kept;
    expect(await published).toContain('第 2 版');
    await expect.poll(() => page.getByText('有未发布的修改').count()).toBe(0);
    expect(await office.ask('/api/models/drafts/bpmn%3Adeliver-document')).toBeUndefined();
    expect(complaints).toEqual([]);
  });

  test('given a draft that this browser alone has, when it is dropped on its way to the server, then it does not come back', async () => {
    const { page } = await office.openPage('/modeler?process=satisfaction-visit');
    await page.route('**/api/models/drafts/**', (route) =>
      isDraft(route.request()) ? route.abort() : route.continue(),
    );
    const failed = page.waitForEvent('requestfailed', isDraft);
    await rename(page, 'phoneVisit', '电话回访群众');
    await failed;
    await page.unrouteAll();
    const arrive = await holdDrafts(page);
    const sent = page.waitForRequest(isDraft);
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await sent;
    const dropped = page.waitForResponse((response) => response.request().method() === 'DELETE');
    await page.getByRole('button', { name: '丢弃草稿' }).click();
    // Time enough for one that would not wait for what is on its way.
    await page.waitForTimeout(500);
    arrive();
    await dropped;
    await page.waitForLoadState('networkidle');
    expect(await office.ask('/api/models/drafts/bpmn%3Asatisfaction-visit')).toBeUndefined();
  });

  test('given a table, when a cell is changed and published, then the new version decides by it', async () => {
    const { page, complaints } = await office.openPage('/modeler?decision=reopen-rule');
    await page.locator('.tjs-table').waitFor();
    await page.getByText('命中策略').waitFor();
    const before = await newest('decision', 'reopen-rule');
    const cell = page.locator('td.annotation').first();
    await cell.click();
    await page.keyboard.press('End');
    await page.keyboard.type('（已核对）');
    await page.locator('.toolbar h1').click();
    await page.getByText('有未发布的修改').waitFor();
    expect(await publish(page)).toContain(`第 ${before.version + 1} 版`);
    const after = await newest('decision', 'reopen-rule');
    const xml = await office.ask<{ dmnXml: string }>(`/engine-rest/decision-definition/${after.id}/xml`);
    expect(xml.dmnXml).toContain('（已核对）');
    expect(complaints).toEqual([]);
  });

  test('given a process the server refuses, when published, then the reason stands at the element and leads to it', async () => {
    const { page } = await office.openPage('/modeler');
    await page.locator('input[type=file]').setInputFiles(REFUSED);
    await page.locator('[data-element-id="work"]').first().waitFor();
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await agree(page);
    const refusal = page.getByRole('alert', { name: '未被接受的原因' });
    await refusal.getByRole('button', { name: 'work' }).waitFor();
    await expect.poll(() => page.locator('[data-element-id="work"].refused').count()).toBe(1);
    await expect.poll(() => page.locator('.refusal-badge').textContent()).toMatch(/^! .{10,}/);
    await refusal.getByRole('button', { name: 'work' }).click();
    await page.locator('[data-element-id="work"].selected').waitFor();
    await expect.poll(() => page.locator('.bio-properties-panel-header-label').textContent()).toBe('写错算式的任务');
    expect(await seriousFindings(page, LIBRARIES)).toEqual([]);
  });

  test('given a table the server refuses, when published, then the cell is marked and nothing is deployed', async () => {
    const before = await newest('decision', 'escalation-rule');
    const { page } = await office.openPage('/modeler?decision=escalation-rule');
    await page.locator('.tjs-table').waitFor();
    const row = ruleWith(page, ['"crossDistrict"']);
    const cell = await row.locator('td.output-cell').first().getAttribute('data-element-id');
    await changeOutput(page, row, '"city"', '"city" +');
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await agree(page);
    const refusal = page.getByRole('alert', { name: '未被接受的原因' });
    await refusal.getByRole('button', { name: cell ?? '' }).click();
    const outline = `getComputedStyle(document.querySelector('[data-element-id="${cell}"]')).outlineStyle`;
    expect(await page.evaluate(outline)).toBe('solid');
    expect(await newest('decision', 'escalation-rule')).toEqual(before);
  });

  test('given unpublished changes, when the page is left and opened again, then the draft is there and can be dropped', async () => {
    const { page } = await office.openPage('/modeler?process=superior-proxy');
    await page.locator('[data-element-id="diagnose"]').first().waitFor();
    await rename(page, 'diagnose', '联合会诊');
    await expect.poll(() => page.evaluate("localStorage.getItem('draft:bpmn:superior-proxy')")).toContain('联合会诊');
    const asked = page.waitForEvent('dialog');
    const left = page.reload();
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.accept();
    await left;
    await page.getByText('这是', { exact: false }).filter({ hasText: '草稿' }).first().waitFor();
    await page.locator('[data-element-id="diagnose"]', { hasText: '联合会诊' }).first().waitFor();
    await page.getByRole('button', { name: '丢弃草稿' }).click();
    await page.locator('[data-element-id="diagnose"]', { hasText: '联合会诊' }).first().waitFor({ state: 'detached' });
    expect(await page.evaluate("localStorage.getItem('draft:bpmn:superior-proxy')")).toBeNull();
  });

  test('given a file that is neither process nor table nor form, when opened, then it is refused by name', async () => {
    const { page } = await office.openPage('/modeler');
    const file = { name: '照片.png', mimeType: 'image/png', buffer: Buffer.from('not a model') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('“照片.png”不是流程、规则表或表单文件').waitFor();
    const broken = { name: 'a.bpmn', mimeType: 'text/xml', buffer: Buffer.from('<definitions') };
    await page.locator('input[type=file]').setInputFiles(broken);
    await page.getByText('“a.bpmn”打不开').waitFor();
  });

  test('given an open process, when downloaded, then the file is the deployed text but for its layout', async () => {
    const { page } = await office.openPage('/modeler?process=deliver-document');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载' }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe('deliver-document.bpmn');
    expect(readFileSync(await file.path(), 'utf8')).toContain('<bpmn:process id="deliver-document"');
  });

  test('given a new process and a new table, when published, then the engine takes both', async () => {
    for (const [button, ready] of [
      ['新建流程', '.djs-shape'],
      ['新建规则表', '.tjs-table'],
    ] as const) {
      const { page } = await office.openPage('/modeler');
      await page.getByRole('button', { name: button }).click();
      await page.locator(ready).first().waitFor();
      expect(await publish(page)).toContain('第 1 版');
      await page.getByRole('combobox', { name: '版本', exact: true }).waitFor();
    }
  });

  test.each([
    ['wide', WIDE],
    ['on a phone', PHONE],
  ])(
    'given a screen that is %s, when list and editors are opened, then nothing overflows and axe finds nothing serious',
    async (_name, viewport) => {
      for (const [query, ready] of [
        ['', '.data-table'],
        ['?process=supervision', '.djs-shape'],
        ['?decision=statutory-deadline', '.tjs-table'],
      ] as const) {
        const { page } = await office.openPage(`/modeler${query}`, viewport);
        await page.locator(ready).first().waitFor();
        expect(await sidewaysPx(page), query).toBe(0);
        expect(await seriousFindings(page, LIBRARIES), query).toEqual([]);
      }
    },
  );
});
