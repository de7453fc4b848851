import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { officeInBrowser } from '../pages/office-in-browser.ts';

describe('the editors in Chinese', () => {
  const office = officeInBrowser({ WORKERS: 'off', SAMPLE: 'off' });

  /** Opens every closed section of the properties panel, whose sections may be those of another element a moment later. */
  const openSections = (page: Page) =>
    expect
      .poll(() =>
        page.evaluate(`(async () => {
          // The panel follows the selection a frame later.
          for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
          const closed = document.querySelectorAll('.bio-properties-panel-group-header:not(.open):not(.empty)');
          for (const each of closed) each.click();
          return closed.length;
        })()`),
      )
      .toBe(0);

  test('given a process, when each kind of element is selected and all its sections opened, then no English is left', async () => {
    const { page, untranslated } = await office.openPage('/modeler?process=petition-handling');
    await page.locator('.djs-shape').first().waitFor();
    await page.getByRole('button', { name: '看全图' }).click();
    await openSections(page);
    const ids: string[] = await page.evaluate(`(() => {
      const byKind = new Map();
      for (const element of document.querySelectorAll('.djs-element')) {
        const visual = element.querySelector('.djs-visual');
        // What looks the same inside is of one kind; one of each will do.
        const kind = element.classList.value + [...visual.children].map((each) => each.tagName + (each.getAttribute('d') ?? '').length).join();
        if (!element.closest('.djs-element-hidden')) byKind.set(kind, element.dataset.elementId);
      }
      return [...byKind.values()].filter((id) => !id.endsWith('_label'));
    })()`);
    expect(ids.length).toBeGreaterThan(10);
    for (const id of ids) {
      await page.getByRole('button', { name: '看全图' }).click();
      await page.locator(`.djs-element[data-element-id="${id}"] .djs-hit`).first().click({ force: true });
      await openSections(page);
    }
    expect([...new Set(untranslated)]).toEqual([]);
    await expect.poll(() => page.locator('.bio-properties-panel-group-header-title').allTextContents()).not.toEqual([]);
  });

  test('given a task, when its type is about to be changed, then the menu is Chinese', async () => {
    const { page, untranslated } = await office.openPage('/modeler?process=supervision');
    await page.locator('[data-element-id="verifyReply"] .djs-hit').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '看全图' }).click();
    await page.locator('[data-element-id="verifyReply"] .djs-hit').first().click({ force: true });
    await page.getByTitle('更改元素类型').click();
    await page.locator('.djs-popup').getByText('服务任务').waitFor();
    expect(untranslated).toEqual([]);
    const labels = await page.locator('.djs-popup-label').allTextContents();
    expect(labels.filter((label) => !/\p{Script=Han}/u.test(label))).toEqual([]);
  });

  test('given a table, when cells, heads, menus and the diagram are opened, then no English is left', async () => {
    const { page, untranslated } = await office.openPage('/modeler?decision=escalation-rule');
    await page.locator('.tjs-table').waitFor();
    for (const selector of ['td.input-cell', 'td.output-cell', 'td.annotation', 'th.input-cell', 'th.output-cell']) {
      for (const cell of (await page.locator(selector).all()).slice(0, 5)) {
        await cell.click();
        const pencil = cell.locator('.simple-mode-button');
        if (await pencil.count()) await pencil.first().click();
        await page.keyboard.press('Escape');
      }
    }
    await page.locator('td.input-cell').first().click({ button: 'right' });
    await page.locator('.context-menu').getByText('在下方添加一行').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '规则关系图' }).click();
    await page.locator('.djs-shape').first().waitFor();
    await page.locator('.djs-shape .djs-hit').first().click({ force: true });
    expect([...new Set(untranslated)]).toEqual([]);
  });

  test('given a form, when its palette and a field of each kind are looked at, then no English is left', async () => {
    const { page, untranslated } = await office.openPage('/modeler');
    await page.locator('input[type=file]').setInputFiles({
      name: 'kinds.form',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(ONE_OF_EACH)),
    });
    await page.locator('.fjs-palette-field').first().waitFor();
    const shown = async (selector: string) => {
      const texts: string[] = await page.locator(selector).allTextContents();
      return texts.map((text) => text.trim()).filter((text) => /[a-z]{3}/i.test(text.replace(/HTML|FEEL|ID/g, '')));
    };
    expect(await shown('.fjs-palette-header, .fjs-palette-group-title, .fjs-palette-field-text')).toEqual([]);
    await expect.poll(() => page.locator('.fjs-palette-search').getAttribute('placeholder')).toBe('搜索组件');
    await expect
      .poll(() => page.locator('.fjs-palette-field[data-field-type="textfield"]').getAttribute('title'))
      .toBe('添加单行文字');
    for (const { id } of ONE_OF_EACH.components) {
      await page.locator(`[data-id="${id}"]`).click();
      await openSections(page);
      expect(await shown('.fjs-properties-container label, .bio-properties-panel-group-header-title'), id).toEqual([]);
    }
    expect([...new Set(untranslated)]).toEqual([]);
  });
});

/** A field of each kind that people fill in. */
const ONE_OF_EACH = {
  type: 'default',
  id: 'kinds',
  components: ['textfield', 'textarea', 'number', 'checkbox', 'radio', 'select', 'datetime'].map((type) => ({
    type,
    id: `field-${type}`,
    key: type,
    label: `字段 ${type}`,
    ...(type === 'datetime' ? { subtype: 'date', dateLabel: '日期' } : {}),
    ...(type === 'radio' || type === 'select' ? { values: [{ label: '是', value: 'yes' }] } : {}),
  })),
};
