import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../find-chromium.ts';
import { AS_HOUSE } from '../house-token.ts';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Headless Chromium; close it when the tests are done. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('no Chromium');
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** The two widths every page is made for, in CSS pixels. */
export const WIDE = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

/** A page and what went wrong on it so far. */
export interface WatchedPage {
  page: Page;
  /** Errors thrown by scripts and errors written to the console (a refused request of the test's own making too). */
  complaints: string[];
  /** Texts of the editors without Chinese. */
  untranslated: string[];
}

/** Opens an address in a browser profile of its own; as the house, unless other headers are given. */
export async function openPage(
  browser: Browser,
  address: string,
  viewport = WIDE,
  extraHTTPHeaders: Record<string, string> = AS_HOUSE,
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    extraHTTPHeaders,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const untranslated: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.exposeFunction('noteUntranslated', (template: string) => {
    untranslated.push(template);
  });
  await page.addInitScript("addEventListener('untranslated', (event) => noteUntranslated(event.detail))");
  await page.goto(address);
  return { page, complaints, untranslated };
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeViolation {
  id: string;
  impact: string | null;
  nodes: { target: string[]; failureSummary: string }[];
}

/**
 * What axe calls serious or critical on the page as it stands, as `rule: element`.
 * @param exclude CSS selectors of parts drawn by libraries, which are not ours to change
 */
export async function seriousFindings(page: Page, exclude: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axeSource);
  const context = JSON.stringify({ include: [['html']], exclude: exclude.map((selector) => [selector]) });
  const result: { violations: AxeViolation[] } = await page.evaluate(
    `axe.run(${context}, { resultTypes: ['violations'] })`,
  );
  return result.violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`));
}

/** By how many pixels the page is wider than its window; 0 when nothing must be scrolled sideways. */
export async function sidewaysPx(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'));
}
