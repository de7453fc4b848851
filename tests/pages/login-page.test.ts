import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { totpAt } from '../../server/identity/totp.ts';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from './browser.ts';
import { officeInBrowser } from './office-in-browser.ts';

const PASSWORD = 'sample-office-2026';

describe('the pages for signing in', () => {
  const office = officeInBrowser();

  const open = (path: string, viewport = WIDE) => office.openPage(path, viewport, {});
  const signIn = async (page: Page, account: string) => {
    await page.getByLabel('账号', { exact: true }).fill(account);
    await page.getByLabel('口令', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录' }).click();
  };

  test('given nobody signed in, when a page is opened, then the login comes first, and afterwards that page', async () => {
    const { page, complaints } = await open('/?state=handling');
    expect(new URL(page.url()).pathname).toBe('/login');
    await signIn(page, 'office');
    await page.waitForURL((url) => url.pathname === '/' && url.search === '?state=handling');
    await page.getByRole('link', { name: '样例信访干部' }).waitFor();
    expect(await page.getByRole('link', { name: '流程建模' }).count()).toBe(0);
    // What the page still asks for when its session ends is refused.
    await page.waitForLoadState('networkidle');
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL((url) => url.pathname === '/login');
    expect(complaints).toEqual([]);
  });

  test.each([
    ['/login', WIDE, null],
    ['/login', PHONE, null],
    ['/account', WIDE, 'community'],
    ['/account', PHONE, 'community'],
    ['/accounts', WIDE, 'admin'],
    ['/accounts', PHONE, 'admin'],
  ])(
    'given %s at %j, then nothing is wider than the window and axe finds nothing serious',
    async (path, viewport, account) => {
      const { page } = await open(path, viewport);
      if (account) {
        await signIn(page, account);
        await page.waitForURL((url) => url.pathname === path);
      }
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      expect(await sidewaysPx(page)).toBe(0);
      expect(await seriousFindings(page)).toEqual([]);
    },
  );

  test('given an account, when the second factor is switched on by its picture, then signing in asks for the code', async () => {
    const { page } = await open('/account');
    await signIn(page, 'district');
    await page.waitForURL((url) => url.pathname === '/account');
    await page.getByRole('button', { name: '启用' }).click();
    const secret = /密钥 ([A-Z2-7]{32})/.exec((await page.locator('p.secret').textContent()) ?? '')?.[1] ?? '';
    await expect.poll(() => page.getByRole('img', { name: '验证器二维码' }).locator('svg').count()).toBe(1);
    await page.getByLabel('动态验证码或恢复码').fill(totpAt(secret, Date.now()));
    await page.getByRole('button', { name: '确认' }).click();
    await page.locator('.recovery li').nth(9).waitFor();
    await page.getByRole('button', { name: '退出' }).click();
    await page.waitForURL((url) => url.pathname === '/login');
    await signIn(page, 'district');
    await page.getByLabel('动态验证码或恢复码').fill('000000');
    await page.getByRole('button', { name: '确认' }).click();
    await page.getByRole('alert').waitFor();
  });

  test('given an administrator, when an account and a token are made, then both are shown once', async () => {
    const { page } = await open('/accounts');
    await signIn(page, 'admin');
    await page.waitForURL((url) => url.pathname === '/accounts');
    await page.getByRole('button', { name: '新建账号' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('账号', { exact: true }).fill('new-person');
    await dialog.getByLabel('姓名或名称').fill('新来的干部');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText(/角色须为/).waitFor();
    await dialog.getByLabel('信访部门').check();
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText(/账号 new-person 的一次性口令：/).waitFor();
    await page.getByRole('cell', { name: '新来的干部' }).waitFor();
    await page.getByLabel('姓名或名称').fill('我的程序');
    await page.getByLabel('主题', { exact: true }).fill('render-document send-document');
    await page.getByRole('button', { name: '生成令牌' }).click();
    await page.getByText(/令牌（只显示这一次）/).waitFor();
    await page.getByRole('cell', { name: 'render-document send-document' }).waitFor();
  });
});
