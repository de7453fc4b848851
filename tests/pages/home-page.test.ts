import { describe, expect, test } from 'vitest';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from './browser.ts';
import { officeInBrowser } from './office-in-browser.ts';

describe('the first page', () => {
  const office = officeInBrowser();

  test('given the sample office, when opened, then it says what runs and lists petitions with step and deadline', async () => {
    const { page, complaints } = await office.openPage('/');
    await page.getByRole('link', { name: /^XF-/ }).first().waitFor();
    await expect.poll(() => page.getByRole('link', { name: /^XF-/ }).count()).toBe(20);
    await expect
      .poll(() => page.locator('.process-card').filter({ hasText: 'petition-intake' }).textContent())
      .toContain('第 1 版');
    const row = page.getByRole('row').filter({ hasText: '征地补偿标准公示' });
    await expect.poll(() => row.textContent()).toMatch(/征地拆迁.*村/);
    await expect.poll(() => page.getByText('第 1–20 件').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('given a filter, when chosen, then only matching petitions stay and the address keeps it', async () => {
    const { page } = await office.openPage('/');
    await page.getByText('第 1–20 件').waitFor();
    await page.getByRole('combobox', { name: '主题', exact: true }).selectOption('wages');
    await page.getByText('第 1–20 件').waitFor({ state: 'detached' });
    const subjects = await page.locator('td[data-heading="主题"]').allTextContents();
    expect(new Set(subjects)).toEqual(new Set(['欠薪']));
    expect(page.url()).toContain('subjectCode=wages');
    await page.reload();
    await page.getByRole('link', { name: /^XF-/ }).first().waitFor();
    await expect.poll(() => page.getByRole('combobox', { name: '主题', exact: true }).inputValue()).toBe('wages');
  });

  test('given an empty form, when sent, then the reason stands at each field and the first has the focus', async () => {
    const { page } = await office.openPage('/');
    await page.getByRole('button', { name: '登记信访' }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('button', { name: '登记', exact: true }).click();
    await form.getByText('请填写渠道').waitFor();
    await expect.poll(() => form.getByLabel('渠道').getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.name')).toBe('channel');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('given a filled form, when sent, then the petition is registered and its page can be opened', async () => {
    const { page } = await office.openPage('/');
    await page.getByRole('button', { name: '登记信访' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('渠道').selectOption('phone');
    await form.getByLabel('属地').selectOption('990101001001');
    await form.getByLabel('主题').selectOption('environment');
    await form.getByLabel('内容').fill('小区旁的工地夜里十二点以后还在打桩，连续两周了。');
    await form.getByLabel('诉求').fill('夜间停止施工\n公示施工时间');
    await form.getByLabel('联系电话').fill('13800000009');
    await form.getByLabel('请求解决本人的问题').check();
    await form.getByRole('button', { name: '登记', exact: true }).click();
    const number = await form.locator('strong').first().textContent();
    expect(number).toMatch(/^XF-990101001001-/);
    await form.getByRole('link', { name: '查看办理过程' }).click();
    await page.getByRole('heading', { name: number ?? '' }).waitFor();
    await expect.poll(() => page.getByText('公示施工时间').count()).toBe(1);
  });

  test('given a CSV with one bad row, when imported, then the good row is in and the bad one is named', async () => {
    const { page } = await office.openPage('/');
    await page.getByRole('button', { name: '批量导入' }).click();
    const csv = [
      'channel,areaCode,subjectCode,content,claims,phone',
      'letter,990101001002,traffic,村口路灯坏了三个月没有人修，晚上摔倒过老人,修好路灯,',
      'letter,990101001002,traffic,村口路灯坏了三个月没有人修，晚上摔倒过老人家,修好路灯,12345',
    ].join('\n');
    const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.getByLabel('CSV 文件').setInputFiles(file);
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByText('共 2 行，已登记 1 件').waitFor();
    const report = page.getByRole('dialog').getByRole('row').filter({ hasText: 'phone' });
    await expect.poll(() => report.textContent()).toMatch(/^3phone/);
  });

  test('given English, when chosen, then the page speaks it and remembers', async () => {
    const { page } = await office.openPage('/');
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Petitions', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Register a petition' }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('en');
  });

  test.each([
    ['wide', WIDE],
    ['on a phone', PHONE],
  ])(
    'given a screen that is %s, when opened, then nothing overflows and axe finds nothing serious',
    async (_name, viewport) => {
      const { page } = await office.openPage('/', viewport);
      await page.getByRole('link', { name: /^XF-/ }).first().waitFor();
      expect(await sidewaysPx(page)).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  test('given an address that is no page, when opened, then it says so in Chinese', async () => {
    const answer = await fetch(`${office.url}/no-such-page`);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('没有这个页面');
  });

  test('given a script of a page, when asked for, then it comes compressed to whoever takes that, and may be kept for ever', async () => {
    const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await (await fetch(office.url)).text()) ?? [];
    const ask = (encoding: string) => fetch(`${office.url}${script}`, { headers: { 'accept-encoding': encoding } });
    const [packed, plain] = await Promise.all([ask('gzip'), ask('identity')]);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('vary')).toContain('accept-encoding');
    expect(packed.headers.get('cache-control')).toContain('immutable');
    expect(packed.headers.get('content-type')).toBe(plain.headers.get('content-type'));
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(Number(packed.headers.get('content-length'))).toBeLessThan(Number(plain.headers.get('content-length')) / 2);
    expect(await packed.text()).toBe(await plain.text());
  });

  test('given what lies beside the pages, when asked for, then it is not given', async () => {
    for (const path of ['/assets/.env', '/assets/../../package.json', '/assets/%2e%2e/%2e%2e/package.json']) {
      expect((await fetch(`${office.url}${path}`)).status, path).toBeGreaterThanOrEqual(400);
    }
    const policy = (await fetch(office.url)).headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
  });
});
