import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../server/casework/engine-client.ts';
import {
  boxOf,
  HEIC,
  JPEG,
  MP3,
  MP3_BY_CHANCE,
  MP3_WITH_TITLE,
  MP4,
  MP4_BROKEN_OFF,
  MP4_WITHOUT_INDEX,
  OFFICE,
  PDF,
  PNG,
  SHEET,
  TITLE_ALONE,
  WEBP,
  WITH_MACROS,
  WORD,
  zipOf,
} from './handed-in.ts';
import { DATABASES, openRegister, type Register, registerOne } from './open-register.ts';

const LIMITS = { largestFileMegabytes: 1, mostFiles: 3, mostMegabytes: 2 };
const MEGABYTE = 1024 * 1024;

/** An engine of which only table `intake-rule` is asked. */
const engineWith = (rule: () => Record<string, number>): EngineClient => ({
  async request(_method, path) {
    if (path !== '/decision-definition/key/intake-rule/evaluate') throw new Error('no engine');
    const row = Object.fromEntries(Object.entries(rule()).map(([name, value]) => [name, { value, type: 'Double' }]));
    return { status: 200, body: [row] };
  },
});

interface Kept {
  attachmentId: string;
  fileName: string;
  mediaType: string;
  sha256: string;
  size: number;
}

describe.each(DATABASES)('given a petition in the register, on %s', (database) => {
  let register: Register;
  let rule: Record<string, number>;
  let key: string;
  beforeAll(async () => {
    register = await openRegister({ database, engine: engineWith(() => rule) });
  });
  beforeEach(async () => {
    rule = { ...LIMITS };
    key = await registerOne(register);
  });
  afterAll(() => register.close());

  const sendForm = async (form: FormData, to = key) => {
    const sent = new Response(form);
    return register.app.inject({
      method: 'POST',
      url: `/api/petitions/${to}/attachments`,
      headers: { 'content-type': sent.headers.get('content-type') ?? '' },
      payload: Buffer.from(await sent.arrayBuffer()),
    });
  };
  const send = (bytes: Buffer, fileName: string, type = '', field = 'file') => {
    const form = new FormData();
    form.set(field, new Blob([new Uint8Array(bytes)], { type }), fileName);
    return sendForm(form);
  };
  const kept = async () => (await register.get(`/petitions/${key}`)).json<{ attachments: Kept[] }>().attachments;

  it.each<[string, Buffer, string, string]>([
    ['现场照片.jpg', JPEG, 'image/jpeg', 'image/jpeg'],
    ['现场照片.JPEG', JPEG, '', 'image/jpeg'],
    ['截图.png', PNG, 'image/png', 'image/png'],
    ['截图.webp', WEBP, 'image/webp', 'image/webp'],
    ['合同.pdf', PDF, 'application/pdf', 'application/pdf'],
    ['通话.mp3', MP3, 'audio/mpeg', 'audio/mpeg'],
    ['通话.MP3', MP3_WITH_TITLE, 'audio/mp3', 'audio/mpeg'],
    ['现场.mp4', MP4, 'video/mp4', 'video/mp4'],
    ['说明.txt', Buffer.from('灯坏了。\r\n'), 'text/plain', 'text/plain; charset=utf-8'],
    ['申请.docx', WORD, `${OFFICE}.wordprocessingml.document`, `${OFFICE}.wordprocessingml.document`],
    ['名单.xlsx', SHEET, 'application/octet-stream', `${OFFICE}.spreadsheetml.sheet`],
  ])(
    'when %s is handed in, then it is kept closed, listed, and read back as it was',
    async (fileName, bytes, type, mediaType) => {
      const answer = await send(bytes, fileName, type);
      expect([answer.statusCode, answer.json()]).toMatchObject([201, { fileName, mediaType, size: bytes.length }]);
      const { attachmentId, sha256 } = answer.json<Kept>();
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(await kept()).toMatchObject([{ attachmentId, fileName, mediaType, sha256, size: bytes.length }]);
      const read = await register.get(`/attachments/${attachmentId}`);
      expect(read.rawPayload.equals(bytes)).toBe(true);
      expect(read.headers).toMatchObject({ 'content-type': mediaType, 'x-content-type-options': 'nosniff' });
      expect(read.headers['content-security-policy']).toContain('sandbox');
      expect(read.headers['content-disposition']).toContain(encodeURIComponent(fileName));
      const row = await register.knex('casework_attachment').where({ id: attachmentId }).first();
      expect(Buffer.from(row.closed).includes(bytes)).toBe(false);
      expect(row.file_name).not.toContain(fileName);
      const events = (await register.get(`/petitions/${key}`)).json<{ events: { action: string }[] }>().events;
      expect(events.at(-1)).toMatchObject({ action: 'fileAdded', detail: { attachmentId, sha256 } });
    },
  );

  it.each<[string, Buffer, string, string, RegExp]>([
    ['an empty one', Buffer.alloc(0), '空.txt', 'text/plain', /空的/],
    ['a picture called a document', PNG, '合同.pdf', 'application/pdf', /PNG 图片，与文件名不符/],
    ['a picture declared another', PNG, '截图.png', 'image/jpeg', /PNG 图片，与声明的类型/],
    ['a page called a text', Buffer.from('<script>alert(1)</script>'), '页面.html', 'text/html', /与文件名不符/],
    ['a program', Buffer.from('MZ\u0090\u0000\u0003\u0000\u0000', 'latin1'), '工具.pdf', '', /认不出/],
    ['a program called a text', Buffer.from('MZ\u0000\u0001'), '工具.txt', '', /认不出/],
    ['a text that is no UTF-8', Buffer.from([0xb5, 0xc6, 0xbb, 0xb5]), '说明.txt', 'text/plain', /UTF-8/],
    ['a title without sound', TITLE_ALONE, '通话.mp3', 'audio/mpeg', /认不出/],
    ['one frame by chance', MP3_BY_CHANCE, '通话.mp3', 'audio/mpeg', /认不出/],
    ['sound called film', MP3, '现场.mp4', 'video/mp4', /MP3 录音，与文件名不符/],
    ['film declared a picture', MP4, '现场.mp4', 'image/jpeg', /MP4 录像，与声明的类型/],
    ['film broken off', MP4_BROKEN_OFF, '现场.mp4', 'video/mp4', /不完整/],
    ['film that nothing leads into', MP4_WITHOUT_INDEX, '现场.mp4', 'video/mp4', /不完整/],
    ['a photograph in the boxes of a film', HEIC, '现场.mp4', 'video/mp4', /认不出/],
    ['an archive', zipOf([['a.txt', 'x']]), '材料.zip', 'application/zip', /不接受压缩包/],
    ['an archive called a document', zipOf([['bomb.bin', '0'.repeat(9999)]]), '材料.docx', '', /不接受压缩包/],
    ['a document with macros', WITH_MACROS, '申请.docx', '', /宏/],
    ['a document that is encrypted', zipOf([['word/document.xml', 'x']], 1), '申请.docx', '', /加密/],
    ['a document broken off', WORD.subarray(0, WORD.length - 9), '申请.docx', '', /损坏/],
    ['a table called a document', SHEET, '名单.docx', '', /Excel 表格，与文件名不符/],
    ['a name that leads elsewhere', PDF, '../../etc/合同.pdf', '', /路径/],
    ['a name with a drive', PDF, 'C:\\合同.pdf', '', /路径/],
    ['a name that hides its end', PDF, '合同\u202efdp.pdf', '', /控制字符/],
    ['a hidden name', PDF, '.pdf', '', /点/],
    ['a name too long', PDF, `${'长'.repeat(100)}.pdf`, '', /100 个字符/],
    ['no end at all', PDF, '合同', '', /与文件名不符/],
  ])(
    'when it is %s, then it is refused with the reason and nothing is kept',
    async (_what, bytes, name, type, reason) => {
      const answer = await send(bytes, name, type);
      expect(answer.statusCode).toBe(422);
      const { errors } = answer.json<{ errors: { field: string; reason: string }[] }>();
      expect(errors).toMatchObject([{ field: 'file', reason: expect.stringMatching(reason) }]);
      expect(await kept()).toEqual([]);
    },
  );

  it('when the form is none, has another part, two files, or too much, then that is said', async () => {
    expect((await register.post(`/petitions/${key}/attachments`, {})).statusCode).toBe(415);
    expect((await sendForm(new FormData())).statusCode).toBe(422);
    expect((await send(PDF, '合同.pdf', '', 'other')).statusCode).toBe(422);
    const broken = await register.app.inject({
      method: 'POST',
      url: `/api/petitions/${key}/attachments`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
    });
    expect(broken.statusCode).toBe(422);
    const large = await send(Buffer.concat([PDF, Buffer.alloc(MEGABYTE)]), '合同.pdf');
    expect([large.statusCode, large.body]).toEqual([413, expect.stringContaining('1 MB')]);
    rule['largestFileMegabytes'] = 20;
    rule['mostMegabytes'] = 40;
    const film = (bytes: number) => Buffer.concat([MP4, boxOf('free', Buffer.alloc(bytes - MP4.length - 8))]);
    expect((await send(film(20 * MEGABYTE + 1), '现场.mp4')).body).toContain('20 MB');
    expect((await sendForm(new FormData(), 'XF-none')).statusCode).toBe(404);
    expect(await kept()).toEqual([]);
  });

  it('when a film is as large as may be, then it is kept whole', async () => {
    rule = { largestFileMegabytes: 20, mostFiles: 10, mostMegabytes: 200 };
    const film = Buffer.concat([MP4, boxOf('free', Buffer.alloc(20 * MEGABYTE - MP4.length - 8, 7))]);
    const answer = await send(film, '现场.mp4', 'video/mp4');
    expect([answer.statusCode, answer.json<Kept>().size]).toEqual([201, 20 * MEGABYTE]);
    const read = await register.get(`/attachments/${answer.json<Kept>().attachmentId}`);
    expect(read.rawPayload.equals(film)).toBe(true);
  });

  it('when the same is sent again, then the first is answered; when there are too many or too much, then no more', async () => {
    const first = (await send(PDF, '合同.pdf')).json<Kept>();
    const again = await send(PDF, '合同（再次）.pdf');
    expect([again.statusCode, again.json<Kept>().attachmentId]).toEqual([200, first.attachmentId]);
    const large = (n: number) => Buffer.concat([PDF, Buffer.alloc(MEGABYTE - 1000, n)]);
    expect((await send(large(1), '一.pdf')).statusCode).toBe(201);
    expect((await send(large(2), '二.pdf')).statusCode).toBe(201);
    rule['mostFiles'] = 9;
    expect((await send(large(3), '三.pdf')).body).toContain('2 MB');
    rule['mostFiles'] = 3;
    expect((await send(PNG, '四.png')).body).toContain('最多 3 个附件');
    rule['mostFiles'] = 4;
    expect((await send(PNG, '四.png')).statusCode).toBe(201);
    expect(await kept()).toHaveLength(4);
  });

  it('when the petition is over or sealed, then nothing is added', async () => {
    await register.knex('casework_petition').where({ business_key: key }).update({ state: 'archived' });
    expect((await send(PDF, '合同.pdf')).statusCode).toBe(409);
    await register.knex('casework_petition').where({ business_key: key }).update({ state: 'sealed', sealed: true });
    expect((await send(PDF, '合同.pdf')).statusCode).toBe(404);
  });

  it('when an accusation is sealed, then its files go into the envelope, and nowhere else are they left', async () => {
    const { attachmentId } = (await send(PDF, '证据.pdf')).json<Kept>();
    expect((await register.work('seal-and-pass', key)).statusCode).toBe(200);
    expect((await register.get(`/attachments/${attachmentId}`)).statusCode).toBe(404);
    expect(await register.knex('casework_attachment').where({ id: attachmentId })).toEqual([]);
  });
});
