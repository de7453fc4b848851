import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser, openPage, type WatchedPage } from './browser.ts';
import { type Office, type StartedOffice, startOffice } from './office.ts';

/** An office with a browser in which its pages are looked at. */
export interface OfficeInBrowser extends Office {
  /**
   * Opens one of its pages in a browser profile of its own, as `openPage` of browser.ts does.
   * @param path below the office's address; an address of its own is opened as it stands
   */
  openPage(
    path: string,
    viewport?: { width: number; height: number },
    headers?: Record<string, string>,
  ): Promise<WatchedPage>;
}

/** Opens an office and a browser before the tests of the `describe` around, and closes both after them: nothing of it can be used before. */
export function officeInBrowser(environment: Readonly<Record<string, string>> = {}): OfficeInBrowser {
  let office: StartedOffice;
  let browser: Browser;
  beforeAll(async () => {
    [office, browser] = await Promise.all([startOffice(environment), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });
  return {
    get url() {
      return office.url;
    },
    ask: (path, body) => office.ask(path, body),
    register: (form) => office.register(form),
    advance: (duration) => office.advance(duration),
    openPage: (path, viewport, headers) => openPage(browser, new URL(path, office.url).href, viewport, headers),
  };
}
