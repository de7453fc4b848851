/**
 * The pictures of what-if on a generated half year, for `npm run film`. `npm run film:half-year -- <folder>` where
 * `npm run generate -- --days 183 --data <folder>` left one: the unit is looked at after seven working days, and then the town steps in.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, openPage } from '../pages/browser.ts';
import { startOffice } from '../pages/office.ts';
import { picture } from './picture.ts';
import { changeOutput, ruleWith } from './table-editing.ts';

const past = process.argv[2];
if (past === undefined) throw new Error('which folder? npm run film:half-year -- <folder>');
const copy = mkdtempSync(join(tmpdir(), 'film-'));
cpSync(past, copy, { recursive: true });
const office = await startOffice({ DATA_DIR: copy, SAMPLE: 'off', WORKERS: 'off', JOB_EXECUTOR: 'off' });
const browser = await openBrowser();
try {
  const { page } = await openPage(browser, `${office.url}/modeler?decision=escalation-rule`);
  const row = ruleWith(page, ['"community"', '"unitSilent"']);
  await row.waitFor();
  await row.locator('td.input-cell').filter({ hasText: '>= 0.5' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('>= 0.1');
  await page.locator('.toolbar h1').click();
  await page.getByText('有未发布的修改').waitFor();
  // Written when typing pauses, and sent.
  await page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok());
  await page.goto(`${office.url}/modeler?decision=unit-watch`);
  await page.locator('.tjs-table').waitFor();
  await changeOutput(page, ruleWith(page, ['0.5', '0.8']), /^null$/, '7');
  await page.getByRole('button', { name: '推演', exact: true }).click();
  await page.locator('.what-if-assumptions li').nth(9).waitFor();
  await page.getByRole('button', { name: '开始推演' }).click();
  const trust = await page.locator('.what-if-trust').textContent({ timeout: 120_000 });
  console.info(trust);
  await page.locator('.what-if-trust').scrollIntoViewIfNeeded();
  await picture(page, '07-what-if-half-year');
  const first = page.locator('.what-if-list tbody tr').first();
  await first.scrollIntoViewIfNeeded();
  console.info(
    await page.locator('.what-if-list tbody tr').count(),
    'petitions on the first page of those that change',
  );
  await picture(page, '07-what-if-half-year-petitions');
} finally {
  await browser.close();
  await office.stop();
  rmSync(copy, { recursive: true, force: true });
}
