import { describe, expect, test } from 'vitest';
import { PHONE, seriousFindings } from '../pages/browser.ts';
import { taskAt } from '../pages/office.ts';
import { officeInBrowser } from '../pages/office-in-browser.ts';
import { picture } from './picture.ts';
import { bringToUnit, climbedTo } from './silent-unit.ts';
import { changeOutput, ruleWith } from './table-editing.ts';

describe('an administrator asks what a changed rule would have done', () => {
  const office = officeInBrowser();

  /** A petition whose unit keeps silent until it climbs to the town. */
  const climbed = async (): Promise<string> => {
    const businessKey = await bringToUnit(office);
    await office.advance('P40D');
    await climbedTo(office, businessKey);
    await taskAt(office, businessKey, 'unitReceive');
    return businessKey;
  };

  test('given petitions of the past, when a row is changed and tried, then the difference, the trust and both paths are shown', async () => {
    const businessKey = await climbed();
    const { page, complaints } = await office.openPage('/modeler?decision=escalation-rule');
    const row = ruleWith(page, ['"community"', '"unitSilent"']);
    await row.waitFor();
    const lookedBack = page.waitForResponse((answer) => answer.url().endsWith('/api/what-if/look-back'));
    await changeOutput(page, row, '"town"', '"district"');
    expect((await lookedBack).status()).toBe(202);

    await page.getByRole('button', { name: '推演', exact: true }).click();
    await page.locator('.what-if-assumptions li').nth(9).waitFor();
    await page.getByRole('button', { name: '开始推演' }).click();

    expect(await page.locator('.what-if-trust').textContent({ timeout: 60_000 })).toContain('可信度 100.00 %');
    const level = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) }).first();
    await expect.poll(() => level('镇（街道）').textContent()).toMatch(/-1$/);
    await expect.poll(() => level('区（县）').textContent()).toMatch(/\+1$/);
    const changed = page.locator('.what-if-list tbody tr', { hasText: businessKey });
    await expect.poll(() => changed.textContent()).toContain('镇（街道） → 区（县）');

    await changed.getByRole('button', { name: '看两条路径' }).click();
    await page.locator('.two-paths-drawing .path-step').first().waitFor();
    await expect.poll(() => page.locator('.two-paths-drawing').count()).toBe(2);
    await expect.poll(() => page.locator('.what-if-assumptions').isVisible()).toBe(true);
    await picture(page, 'what-if-paths');
    await page.locator('.what-if-trust').scrollIntoViewIfNeeded();
    await picture(page, 'what-if-findings');
    expect(await seriousFindings(page, ['.two-paths-drawing', '.dmn-decision-table-container'])).toEqual([]);
    expect(complaints).toEqual([]);
  }, 120_000);

  test('given a phone, when nothing is changed, then the trust is asked for alone and nothing runs out of the screen', async () => {
    const { page } = await office.openPage('/modeler', PHONE);
    await page.getByRole('button', { name: '推演', exact: true }).click();
    // The draft of the test before it.
    await page.locator('.what-if-models input').first().waitFor();
    for (const box of await page.locator('.what-if-models input').all()) await box.uncheck();
    await page.getByText('只检验原流程能否重现历史').waitFor();
    await page.getByRole('button', { name: '开始推演' }).click();
    expect(await page.locator('.what-if-trust').textContent({ timeout: 60_000 })).toContain('可信度 100.00 %');
    await page.getByText('没有件的路径改变').waitFor();
    await picture(page, 'what-if-phone');
    await page.locator('.what-if-figures').scrollIntoViewIfNeeded();
    await picture(page, 'what-if-phone-figures');
    const wide = await page.evaluate(
      'document.querySelector("dialog").scrollWidth - document.querySelector("dialog").clientWidth',
    );
    expect(wide).toBe(0);
  }, 120_000);
});
