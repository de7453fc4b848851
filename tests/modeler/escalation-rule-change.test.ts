import { describe, expect, test } from 'vitest';
import { eventually, type PetitionTold, taskAt } from '../pages/office.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { changeOutput, publish, ruleWith } from './table-editing.ts';

type Variables = Readonly<Record<string, { value: unknown; type: string }>>;

describe('an administrator changes the level a silent unit leads to', () => {
  const office = officeInBrowser();

  /** Does the open task `activityId` of a petition, as its agent would. */
  const complete = async (businessKey: string, activityId: string, variables: Variables) => {
    const taskId = await taskAt(office, businessKey, activityId);
    await office.ask(`/engine-rest/task/${taskId}/complete`, { variables });
  };

  /** Registers a petition and brings it to the unit, which then keeps silent. */
  const bringToUnit = async (): Promise<string> => {
    const businessKey = await office.register();
    await complete(businessKey, 'confirmMandate', { mandateConfirmed: { value: true, type: 'Boolean' } });
    await complete(businessKey, 'contactPetitioner', {
      pathChoice: { value: 'unit', type: 'String' },
      safetyThreat: { value: false, type: 'Boolean' },
    });
    await taskAt(office, businessKey, 'unitReceive');
    return businessKey;
  };

  /** The level to which the unit's silence led. */
  const climbedTo = (businessKey: string) =>
    eventually(`${businessKey} climbs`, async () => {
      const petition = await office.ask<PetitionTold>(`/api/petitions/${businessKey}`);
      return petition.escalations.find((each) => each.trigger === 'unitSilent')?.targetLevel;
    });

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
    const running = await bringToUnit();

    const { page, complaints } = await office.openPage('/modeler?decision=escalation-rule');
    const row = ruleWith(page, ['"community"', '"unitSilent"']);
    await row.waitFor();
    await changeOutput(page, row, '"town"', '"district"');
    expect(await publish(page)).toContain('第 2 版');
    expect(complaints).toEqual([]);

    const next = await bringToUnit();
    // Past half of the unit's period, before four fifths of it.
    await office.advance('P40D');

    expect(await climbedTo(running)).toBe('town');
    expect(await climbedTo(next)).toBe('district');
    const old = await decidedBy(running);
    expect(old.table).toContain('第 1 版');
    expect(old.row).toContain('"town"');
    const fresh = await decidedBy(next);
    expect(fresh.table).toContain('第 2 版');
    expect(fresh.row).toContain('"district"');
  }, 120_000);
});
