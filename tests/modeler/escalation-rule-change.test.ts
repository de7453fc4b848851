import { describe, expect, test } from 'vitest';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { bringToUnit, climbedTo } from './silent-unit.ts';
import { changeOutput, publish, ruleWith } from './table-editing.ts';

describe('an administrator changes the level a silent unit leads to', () => {
  const office = officeInBrowser();

  /** The row of the escalation rule that decided about the silent unit, as the petition's page shows it. */
  const decidedBy = async (businessKey: string): Promise<{ table: string; row: string }> => {
    const { page } = await office.openPage(`/petitions/${businessKey}`);
    await page.getByRole('tab', { name: '规则判断' }).click();
    const decision = page
      .locator('.decision')
      .filter({ hasText: '提级规则' })
      .filter({ has: page.locator('.rule-matched', { hasText: 'unitSilent' }) });
    await decision.waitFor();
    return {
      table: (await decision.getByRole('heading', { level: 3 }).textContent()) ?? '',
      row: (await decision.locator('.rule-matched').textContent()) ?? '',
    };
  };

  test('given one petition under way, when the rule is changed and published, then it climbs by the old row and the next by the new', async () => {
    const running = await bringToUnit(office);

    const { page, complaints } = await office.openPage('/modeler?decision=escalation-rule');
    const row = ruleWith(page, ['"community"', '"unitSilent"']);
    await row.waitFor();
    await changeOutput(page, row, '"town"', '"district"');
    expect(await publish(page)).toContain('第 2 版');
    expect(complaints).toEqual([]);

    const next = await bringToUnit(office);
    // Past half of the unit's period, before four fifths of it.
    await office.advance('P40D');

    expect(await climbedTo(office, running)).toBe('town');
    expect(await climbedTo(office, next)).toBe('district');
    const old = await decidedBy(running);
    expect(old.table).toContain('第 1 版');
    expect(old.row).toContain('"town"');
    const fresh = await decidedBy(next);
    expect(fresh.table).toContain('第 2 版');
    expect(fresh.row).toContain('"district"');
  }, 120_000);
});
