import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** Keeps a picture for whoever wants to look, in the folder that `PICTURES` names. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}
