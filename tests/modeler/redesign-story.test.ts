import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateYear } from '../generated-year.ts';
import { eventually } from '../pages/office.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { picture } from './picture.ts';
import { bringToUnit, climbedTo, climbsOf } from './silent-unit.ts';
import { agree, changeOutput, ruleWith } from './table-editing.ts';

type Variables = Readonly<Record<string, { value: unknown; type: string }>>;

const RUNNING = 200;
/** The past on which the change is tried: half a year of two communities. */
const HALF_YEAR = { petitions: 16, communities: 2, days: 181 };
const REMINDER = '人工任务（带期限和提醒）';
const FLOW = 'flowFromStalledToEscalateStalled';

describe('an administrator redesigns the escalation of proxy handling', () => {
  const past = mkdtempSync(join(tmpdir(), 'half-year-'));
  beforeAll(async () => {
    await generateYear(past, HALF_YEAR, true);
  }, 300_000);
  afterAll(() => {
    rmSync(past, { recursive: true, force: true });
  });
  // After the year is there; and closed before it is removed, as what is begun last is ended first.
  const office = officeInBrowser({ DATA_DIR: past, SAMPLE: 'off' });

  /** Handlings whose agents have not met the petitioners yet. */
  const beginHandlings = async (count: number) => {
    const text = (value: string) => ({ value, type: 'String' });
    const variables = {
      assigneeId: text('agent-1'),
      assigneeRole: text('communityAgent'),
      contactPetitionerPeriod: text('P200D'),
      contactPetitionerReminder: text('P180D'),
    };
    const startInstructions = [{ type: 'startBeforeActivity', activityId: 'contactPetitioner' }];
    for (let begun = 0; begun < count; begun += 1) {
      const businessKey = `XF-990101001001-${String(begun + 1).padStart(3, '0')}`;
      const asked = { businessKey, variables, startInstructions };
      await office.ask('/engine-rest/process-definition/key/proxy-handling/start', asked);
    }
  };

  /** The office's own rule so far: after ten working days of silence the town steps in. */
  const tenWorkingDays = async () => {
    const publish = async (path: string, from: RegExp, to: string) => {
      const content = readFileSync(`processes/${path}`, 'utf8').replace(from, to);
      const asked = { kind: 'dmn', fileName: path.split('/')[1], content, author: '管理员甲' };
      await office.ask('/api/models/publications', { ...asked, reason: '责任单位十个工作日不动，请镇里督办' });
    };
    await publish('petition-handling/unit-watch.dmn', /<text>null<\/text>/, '<text>10</text>');
    await publish('proxy-handling/escalation-rule.dmn', /<text>&gt;= 0\.5<\/text>/, '<text>&gt;= 0.1</text>');
  };

  /** A petition of the past: its unit kept silent until the town stepped in. */
  const climbOnce = async () => {
    const businessKey = await bringToUnit(office);
    await office.advance('P20D');
    await climbedTo(office, businessKey);
  };

  const runningOn = async (version: number): Promise<number> => {
    const query = `processDefinitionKey=proxy-handling`;
    const rows = await office.ask<{ definitionId: string }[]>(`/engine-rest/process-instance?${query}`);
    return rows.filter((row) => Number(row.definitionId.split(':')[1]) === version).length;
  };

  const publishWith = async (page: Page, reason: string) => {
    await page.getByRole('button', { name: '发布', exact: true }).click();
    await agree(page, reason);
    await page.locator('.notice').filter({ hasText: '已发布' }).waitFor();
  };

  /** Brings an element into view by the editor's search, and away from under the palette. */
  const find = async (page: Page, text: string) => {
    await page
      .locator('.djs-container svg')
      .first()
      .click({ position: { x: 400, y: 30 } });
    await page.keyboard.press('Control+F');
    await page.locator('.djs-search-input input').click();
    await page.keyboard.type(text);
    // The search listens for keys; characters that are put in have none.
    await page.keyboard.press('End');
    await page.locator('.djs-search-result').first().waitFor();
    await page.keyboard.press('Enter');
    await page.mouse.move(600, 600);
    await page.mouse.wheel(-500, 0);
  };

  /** Puts the task of a person down on the flow into the escalation. */
  const addReminder = async (page: Page) => {
    await find(page, '期限预警提级');
    const box = await page.locator(`[data-element-id="${FLOW}"] .djs-visual > path`).boundingBox();
    if (!box) throw new Error('the flow is not drawn');
    await page.getByRole('button', { name: REMINDER }).click();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };

  test('given 200 petitions under way, when table and flow are changed, checked, simulated, published and moved, then the next late one climbs on the seventh working day', async () => {
    await tenWorkingDays();
    await climbOnce();
    const { page, complaints } = await office.openPage('/modeler?process=proxy-handling');
    await page.locator(`[data-element-id="${FLOW}"]`).waitFor({ state: 'attached' });
    await page.getByText('规则检查：没有问题').waitFor();
    await picture(page, '01-proxy-handling');

    const table = (await office.openPage('/modeler?decision=unit-watch')).page;
    await table.locator('.tjs-table').waitFor();
    await picture(table, '02-ten-working-days');
    await changeOutput(table, ruleWith(table, ['0.5', '0.8']), /^10$/, '7');
    await publishWith(table, '责任单位七个工作日不动，就请镇里督办');
    await picture(table, '03-seven-working-days');

    await addReminder(page);
    const findings = page.locator('.findings');
    await findings.getByText('处错误').waitFor();
    await findings.locator('summary').click();
    await findings.getByText('这项人工任务没有办理人：请选择角色').waitFor();
    await picture(page, '04-missing-recipient');
    await findings.locator('li', { hasText: '没有办理人' }).getByRole('button').click();
    await page.getByLabel('办理角色').selectOption({ label: '社区代理员' });
    await findings.getByText('0 处错误').waitFor();
    await picture(page, '05-mended');

    await find(page, 'proxyAccepted');
    await page.getByRole('button', { name: '模拟', exact: true }).click();
    await page.locator('[data-container-id="proxyAccepted"] .bts-context-pad:not(.hidden)').click();
    await page.locator('.bts-notifications').getByText('流程开始').waitFor();
    await picture(page, '06-simulated');
    await page.getByRole('button', { name: '模拟', exact: true }).click();

    await page.getByRole('button', { name: '推演', exact: true }).click();
    await page.locator('.what-if-assumptions li').nth(9).waitFor();
    await page.getByLabel('开始日期').fill('2025-01-01');
    await page.getByRole('button', { name: '开始推演' }).click();
    const trust = (await page.locator('.what-if-trust').textContent({ timeout: 120_000 })) ?? '';
    expect(trust).toContain('可信度 100.00 %');
    expect(Number(/(\d+) \/ \d+ 件/.exec(trust)?.[1])).toBeGreaterThanOrEqual(HALF_YEAR.petitions);
    const changed = page.locator('.what-if-list tbody tr').first();
    await changed.waitFor();
    await picture(page, '07-what-if');
    await changed.getByRole('button', { name: '看两条路径' }).click();
    await page.locator('.two-paths-drawing .path-step').first().waitFor();
    await page.locator('.two-paths-drawing').first().scrollIntoViewIfNeeded();
    await picture(page, '07-what-if-two-paths');
    await page.getByRole('dialog').getByRole('button', { name: '关闭' }).first().click();

    // Only now: a handling that begins in the middle is no past that could be played again.
    await beginHandlings(RUNNING);
    await publishWith(page, '提级之前先由社区代理员提醒责任单位');
    await page.getByRole('button', { name: '版本与比较' }).click();
    const versions = page.getByRole('dialog');
    await versions.locator('.diff-list li').filter({ hasText: REMINDER }).first().waitFor();
    expect(await versions.locator('.diff-list').textContent()).toContain('顺序流');
    await picture(page, '08-difference');
    await versions.getByRole('button', { name: '搬到最新版' }).click();
    const move = page.getByRole('dialog').last();
    // The 200 and what the sample office has under way.
    const told = (await move.getByText(/^\d+ 件可以搬，0 件不能搬。$/).textContent()) ?? '';
    const able = Number.parseInt(told, 10);
    expect(able).toBeGreaterThanOrEqual(RUNNING);
    await move.getByLabel('搬移原因').fill('在办件一并按新流程');
    await picture(page, '09-what-would-move');
    await move.getByRole('button', { name: `搬移 ${able} 件` }).click();
    await move.getByText(`搬移完成：${able} 件。`).waitFor();
    await picture(page, '10-moved');
    expect(await runningOn(2)).toBe(able);
    expect(complaints).toEqual([]);

    // The next one: on the sixth working day nothing; on the seventh the agent is asked to remind, and then the town steps in.
    const next = await bringToUnit(office);
    const { sentAt, looks } = await watchOf(next);
    expect(looks).toBe(await endOfWorkingDay(sentAt, 7));
    await office.advance(`PT${Math.floor((looks - sentAt) / 3_600_000) - 12}H`);
    expect(await climbsOf(office, next)).toEqual([]);
    await office.advance('PT13H');
    const asked = await eventually('the reminder task', async () => {
      const query = new URLSearchParams({ processInstanceBusinessKey: next, name: REMINDER });
      return (await office.ask<{ id: string }[]>(`/engine-rest/task?${query}`))[0]?.id;
    });
    await office.ask(`/engine-rest/task/${asked}/complete`, {});
    expect(await climbedTo(office, next)).toBe('town');
    const petition = (await office.openPage(`/petitions/${next}`)).page;
    await petition.getByRole('heading', { name: next }).waitFor();
    await petition.waitForLoadState('networkidle');
    await picture(petition, '11-the-town-steps-in');
  }, 360_000);

  /** When a petition was sent to its unit, and when the unit is looked at first. Milliseconds since 1970. */
  const watchOf = async (businessKey: string) => {
    const query = `businessKey=${encodeURIComponent(businessKey)}&processDefinitionKey=proxy-handling`;
    const [proxy] = await office.ask<{ id: string }[]>(`/engine-rest/process-instance?${query}`);
    const where = `activityId=stalledHalfTime&processInstanceId=${proxy?.id}`;
    const [timer] = await office.ask<{ dueDate: string }[]>(`/engine-rest/job?${where}`);
    const variables = await office.ask<Variables>(`/engine-rest/process-instance/${proxy?.id}/variables`);
    const msOf = (value: unknown) => Date.parse(String(value).replace('+0000', 'Z'));
    return { sentAt: msOf(variables['sentAt']?.value), looks: msOf(timer?.dueDate) };
  };

  /** The last millisecond of the `count`th working day after a moment, by the office's calendar. */
  const endOfWorkingDay = async (fromMs: number, count: number): Promise<number> => {
    const dayMs = 86_400_000;
    const inChina = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);
    let at = fromMs;
    for (let left = count; left > 0; ) {
      at += dayMs;
      const day = inChina(at);
      const { holidays } = await office.ask<{ holidays: { day: string }[] }>(`/api/calendar/${day.slice(0, 4)}`);
      const weekend = [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());
      if (!weekend && !holidays.some((each) => each.day === day)) left -= 1;
    }
    return Date.parse(`${inChina(at)}T23:59:59.999+08:00`);
  };
});
