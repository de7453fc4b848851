import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { PHONE, seriousFindings, sidewaysPx, WIDE } from './browser.ts';
import { eventually } from './office.ts';
import { officeInBrowser } from './office-in-browser.ts';

const PASSWORD = 'sample-office-2026';
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
const pictures = process.env['PICTURES'];

describe('what people do on a petition’s page, each signed in as themselves', () => {
  const office = officeInBrowser();
  let first: string;
  let second: string;
  beforeAll(async () => {
    first = await office.register({ content: '样例楼道的灯坏了三个月，物业一直没有来修理。', name: '样例住户' });
    second = await office.register({ content: '样例楼道的灯坏了三个多月，物业一直没有来修理。', name: '样例住户' });
  });

  const openAs = async (
    account: string,
    path: string,
    viewport = WIDE,
  ): Promise<{ page: Page; complaints: string[] }> => {
    const opened = await office.openPage(`/login?next=${encodeURIComponent(path)}`, viewport, {});
    await opened.page.getByLabel('账号', { exact: true }).fill(account);
    await opened.page.getByLabel('口令', { exact: true }).fill(PASSWORD);
    await opened.page.getByRole('button', { name: '登录' }).click();
    await opened.page.waitForURL((url) => url.pathname === path);
    return opened;
  };
  const picture = async (page: Page, name: string) => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
  };

  test('given a file, when handed in on a phone, then it is listed; one that is not what it says is refused at the field', async () => {
    const { page } = await openAs('office', `/petitions/${second}`, PHONE);
    const files = page.getByRole('region', { name: '材料附件' });
    await files.getByLabel('添加附件').setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: PDF });
    await files.getByRole('button', { name: '提交附件' }).click();
    await files.getByRole('link', { name: '合同.pdf' }).waitFor();
    await files.getByLabel('添加附件').setInputFiles({ name: '照片.jpg', mimeType: 'image/jpeg', buffer: PDF });
    await files.getByRole('button', { name: '提交附件' }).click();
    await files.getByText(/文件内容是PDF，与文件名不符/).waitFor();
    expect(await sidewaysPx(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'files-phone');
  });

  test('given persons masked, when a reason is given, then they are shown in full, and the register knows why', async () => {
    const { page } = await openAs('office', `/petitions/${second}`);
    const persons = page.getByRole('region', { name: '信访人完整信息' });
    await persons.getByRole('button', { name: '查看完整信息' }).click();
    await persons.getByText('请填写查看事由').waitFor();
    await persons.getByLabel('查看事由').fill('电话联系信访人');
    await persons.getByRole('button', { name: '查看完整信息' }).click();
    await persons.getByText('样例住户').waitFor();
    const told = await office.ask<{ items: { reason: string | null }[] }>(`/api/petitions/${second}/disclosures`);
    expect(told.items.map(({ reason }) => reason)).toContain('电话联系信访人');
    await picture(page, 'persons');
  });

  test('given an earlier petition that is alike, when a person says it is the same, then that stands, and can be taken back', async () => {
    const { page } = await openAs('office', `/petitions/${second}`);
    const earlier = page.getByRole('region', { name: '以前的事项' });
    const one = earlier.getByRole('listitem').filter({ hasText: first });
    await one.getByText('尚未有人确认').waitFor();
    await one.getByRole('button', { name: '是同一事项', exact: true }).click();
    await one.getByText('已确认为同一事项').waitFor();
    await one.getByRole('button', { name: '不是同一事项' }).click();
    await one.getByText('已确认不是同一事项').waitFor();
    await picture(page, 'earlier');
  });

  test('given a sealed accusation, when the clerk gives a reason, then it is opened; the petition office is not even asked', async () => {
    const key = await office.register({
      content: '样例街道一名干部收受好处，给违建开绿灯，请查处。',
      facts: { asksOwnRelief: false, allegesOfficialMisconduct: true },
    });
    await eventually('the envelope', async () => {
      const told = await office.ask<{ sealed?: boolean }>(`/api/petitions/${key}`);
      return told.sealed || undefined;
    });
    const { page } = await openAs('clerk', `/petitions/${key}`, PHONE);
    await page.getByText('您可以写明理由拆阅内容').waitFor();
    const sealed = page.getByRole('region', { name: '密封内容' });
    await sealed.getByLabel('查看事由').fill('办理检举控告');
    await sealed.getByRole('button', { name: '拆阅密封内容' }).click();
    await sealed.getByText('给违建开绿灯').waitFor();
    expect(await sidewaysPx(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    await picture(page, 'sealed-phone');
    const told = await office.ask<{ items: { record: string; actor: string }[] }>(`/api/petitions/${key}/disclosures`);
    expect(told.items).toMatchObject([{ record: 'sealed', actor: 'clerk' }]);
    const other = await openAs('office', `/petitions/${key}`);
    await other.page.getByText('内容和办理过程不在此处显示').waitFor();
    expect(await other.page.getByRole('region', { name: '密封内容' }).count()).toBe(0);
  });

  test.each([
    ['admin', true, false],
    ['grid', false, false],
    ['community', false, true],
  ])('given %s, then the first page offers what is theirs and complains of nothing', async (account, running, list) => {
    const { page, complaints } = await openAs(account, '/', account === 'admin' ? PHONE : WIDE);
    await page.getByRole('heading', { name: list ? '信访事项列表' : '您好' }).waitFor({ state: 'attached' });
    await picture(page, `home-${account}`);
    expect(await page.getByText('没有读到').count()).toBe(0);
    await expect.poll(() => page.getByText('运行中流程').count()).toBe(running ? 1 : 0);
    await expect.poll(() => page.getByRole('button', { name: '登记信访' }).count()).toBe(account === 'admin' ? 0 : 1);
    expect(await sidewaysPx(page)).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
