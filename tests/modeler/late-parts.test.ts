import { describe, expect, test } from 'vitest';
import { officeInBrowser } from '../pages/office-in-browser.ts';

const LATE = '**/assets/bpmn-late-*.js';

describe('given a diagram that is drawn before the rest of its editor is there', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });

  /** The page with the diagram drawn, and how to let the rest come, or fail. */
  const openAlone = async () => {
    const { page, complaints } = await office.openPage('about:blank');
    let settle = (_comes: boolean) => {};
    const comes = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    await page.route(LATE, async (route) => ((await comes) ? route.continue() : route.abort()));
    await page.goto(`${office.url}/modeler?process=supervision`);
    await page.locator('[data-element-id="loadPeriods"] .djs-hit').first().waitFor({ state: 'attached' });
    return { page, complaints, settle };
  };

  test('when a step is chosen meanwhile, then the panel comes with that step, and map and simulation work', async () => {
    const { page, complaints, settle } = await openAlone();
    expect(await page.locator('.bio-properties-panel').count()).toBe(0);
    await page.locator('[data-element-id="loadPeriods"] .djs-hit').first().click({ force: true });
    settle(true);
    const named = page.locator('.bio-properties-panel-header-label');
    await named.waitFor();
    const text = (await page.locator('[data-element-id="loadPeriods"] text').first().textContent()) ?? '';
    await expect.poll(() => named.textContent()).toBe(text);
    // What is typed there changes the diagram, and is taken back from there.
    await page.locator('.bio-properties-panel-group-header').first().click();
    await page.locator('#bio-properties-panel-name').fill('读取时限');
    await expect
      .poll(() => page.locator('[data-element-id="loadPeriods"] text').first().textContent())
      .toBe('读取时限');
    await page.locator('#bio-properties-panel-name').blur();
    await page.getByRole('button', { name: '撤销' }).click();
    await expect.poll(() => page.locator('[data-element-id="loadPeriods"] text').first().textContent()).toBe(text);
    await page.locator('.djs-minimap .toggle').click();
    await page.locator('.djs-minimap [id^="djs-minimap-loadPeriods-"]').waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '模拟', exact: true }).click();
    await page.locator('.bts-context-pad:not(.hidden)[title="触发"]').first().click();
    await page.locator('.bts-token-count, .bts-token').first().waitFor();
    expect(complaints).toEqual([]);
  });

  test('when the rest does not come, then that is said where the panel would be, and the diagram can still be changed', async () => {
    const { page, settle } = await openAlone();
    settle(false);
    await page
      .locator('.workbench-properties')
      .getByText(/属性面板和模拟没有读到/)
      .waitFor();
    await page.getByRole('button', { name: '督办', exact: true }).click();
    await page.locator('.djs-container > svg').click({ position: { x: 480, y: 560 } });
    await page.getByText('有未发布的修改').waitFor();
  });
});
