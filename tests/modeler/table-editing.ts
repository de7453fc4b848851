import type { Locator, Page } from 'playwright-core';

/** The row of an open decision table in which every one of `texts` stands. */
export function ruleWith(page: Page, texts: readonly string[]): Locator {
  return texts.reduce((rows, hasText) => rows.filter({ hasText }), page.locator('.tjs-table tbody tr'));
}

/** Writes `text` into the output cell of `row` that holds `old`, as one would by hand. */
export async function changeOutput(page: Page, row: Locator, old: string | RegExp, text: string): Promise<void> {
  const cell = row.locator('td.output-cell').filter({ hasText: old }).first();
  await cell.scrollIntoViewIfNeeded();
  await cell.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.locator('.toolbar h1').click();
}

/** Tells who and why in the open dialog, and presses Publish there. */
export async function agree(page: Page, reason = '按规定调整'): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('发布人').fill('管理员甲');
  await dialog.getByLabel('发布原因').fill(reason);
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
}

/** Presses Publish, agrees, and waits for the page to say which version it has become. */
export async function publish(page: Page): Promise<string> {
  await page.getByRole('button', { name: '发布', exact: true }).click();
  await agree(page);
  const notice = page.locator('.notice').filter({ hasText: /已发布|没有产生新版本/ });
  await notice.waitFor();
  return (await notice.textContent()) ?? '';
}
