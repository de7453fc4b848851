import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCaseworkDatabase } from '../../server/casework/database.ts';
import { migrationSource } from '../../server/casework/migrations/list.ts';
import { listPersons } from '../../server/casework/tables/person.ts';
import { findPetition } from '../../server/casework/tables/petition.ts';
import { PROTECTED_TABLES } from '../../server/casework/vault/protected-columns.ts';
import { rotateKeys } from '../../server/casework/vault/rotate-keys.ts';
import { DATABASES, openRegister, type Register, registerOne } from './open-register.ts';

const PLANTED = {
  name: '欧阳测试',
  phone: '13800138000',
  idNo: '11010519491231002X',
  addressDetail: '云泽路一百零八号',
  content: '楼道里的灯坏了三个月，物业一直没有来修理，晚上太黑。',
  claims: ['请物业尽快修好路灯'],
};

/** Every row of every table of the register, as text. */
async function everything(knex: Knex): Promise<string> {
  const tables: { name: string }[] =
    knex.client.config.client === 'pg'
      ? await knex('information_schema.tables').where({ table_schema: 'public' }).select('table_name as name')
      : await knex('sqlite_master').where({ type: 'table' }).select('name');
  const rows = [];
  for (const { name } of tables) rows.push(await knex(name));
  return JSON.stringify(rows);
}

function expectNoneOf(text: string): void {
  for (const value of Object.values(PLANTED).flat()) expect(text).not.toContain(value);
}

describe.each(DATABASES)('given a petition with a name, a phone, an id card and an address, on %s', (database) => {
  let register: Register;
  let key: string;
  beforeEach(async () => {
    register = await openRegister({ database });
    key = await registerOne(register, { ...PLANTED, contactBy: 'phone' });
    await register.work('render-document', key, { template: 'acceptanceNotice' });
    await register.post(`/petitions/${key}/contacts`, { kind: 'agentHome', summary: PLANTED.name });
  });
  afterEach(() => register.close());

  it('when the database is read without the key, then nothing of them is there, and with it all of it', async () => {
    expectNoneOf(await everything(register.knex));
    expect((await register.get(`/petitions/${key}`)).json()).toMatchObject({
      text: PLANTED.content,
      claims: PLANTED.claims,
    });
    if (database === 'SQLite') {
      for (const file of readdirSync(register.dataDir)) {
        const bytes = readFileSync(join(register.dataDir, file));
        for (const value of Object.values(PLANTED).flat())
          expect(bytes.includes(value), `${value} in ${file}`).toBe(false);
      }
    }
  });

  it('when a closed value is moved into another column, then it cannot be opened there', async () => {
    const person: { phone: string } = await register.knex('casework_person').whereNotNull('id_no').first();
    await register.knex('casework_person').whereNotNull('id_no').update({ name: person.phone });
    expect((await register.get(`/petitions/${key}`)).statusCode).toBe(500);
  });

  it('when the keys are changed, then everything is readable as before, and no value is as it was', async () => {
    const before = (await register.get(`/petitions/${key}`)).json();
    const stored = await everything(register.knex);
    const present = Buffer.from(readFileSync(join(register.dataDir, 'identity.key'), 'utf8'), 'base64');
    await rotateKeys(register.knex, present, randomBytes(32));
    expect((await register.get(`/petitions/${key}`)).json()).toEqual(before);
    const found = await register.get(`/petitions?q=${encodeURIComponent('路灯')}`);
    expect(found.json<{ items: { businessKey: string }[] }>().items.map((item) => item.businessKey)).toContain(key);
    const now = await everything(register.knex);
    for (const { table, columns } of PROTECTED_TABLES) {
      for (const row of await register.knex(`casework_${table}`).select([...columns])) {
        for (const value of Object.values(row)) {
          if (typeof value === 'string' && value.includes('.')) expect(stored).not.toContain(value);
        }
      }
    }
    expectNoneOf(now);
    await expect(rotateKeys(register.knex, present, randomBytes(32))).rejects.toThrow('REGISTER_KEY');
  });

  it('when the same person comes again after a change of keys, then the repeat is still seen', async () => {
    const present = Buffer.from(readFileSync(join(register.dataDir, 'identity.key'), 'utf8'), 'base64');
    await rotateKeys(register.knex, present, randomBytes(32));
    const again = await registerOne(register, { ...PLANTED });
    expect((await register.work('detect-duplicate', again)).json()).toMatchObject({ sameMatterOpen: true });
  });
});

describe('given a folder of data', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'vault-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  const open = (masterKey: Buffer | null = null, warn?: (message: string) => void) =>
    openCaseworkDatabase({ dataDir, masterKey, ...(warn ? { warn } : {}) });

  it('when it is new and no key is given, then one is drawn beside the data, and that is said', async () => {
    const said: string[] = [];
    await (await open(null, (message) => said.push(message))).close();
    expect(existsSync(join(dataDir, 'identity.key'))).toBe(true);
    expect(said).toEqual([expect.stringContaining('REGISTER_KEY is not set')]);
    await (await open()).close();
  });

  it('when a key is given, then none is drawn, and without it, or with another, the register stays shut', async () => {
    const key = randomBytes(32);
    const said: string[] = [];
    await (await open(key, (message) => said.push(message))).close();
    expect(existsSync(join(dataDir, 'identity.key'))).toBe(false);
    expect(said).toEqual([]);
    await expect(open()).rejects.toThrow(/REGISTER_KEY is not set/);
    await expect(open(randomBytes(32))).rejects.toThrow(/closed with key [0-9a-f]{16}, and REGISTER_KEY is key/);
    await (await open(key)).close();
  });

  it('when it holds a register from before, then that is closed on opening, and can be read', async () => {
    const oldKey = randomBytes(32);
    writeFileSync(join(dataDir, 'identity.key'), oldKey.toString('base64'));
    await writeOldRegister(dataDir, oldKey);
    const register = await open();
    try {
      const petition = await findPetition(register.knex, 'XF-1-20260101-00001');
      expect(petition).toMatchObject({ content: PLANTED.content, claims: PLANTED.claims });
      expect(await listPersons(register.knex, 'old')).toMatchObject([
        { name: PLANTED.name, phone: PLANTED.phone, idNo: PLANTED.idNo, address: PLANTED.addressDetail },
      ]);
      expectNoneOf(await everything(register.knex));
    } finally {
      await register.close();
    }
    for (const file of readdirSync(dataDir)) {
      const bytes = readFileSync(join(dataDir, file));
      for (const value of Object.values(PLANTED).flat())
        expect(bytes.includes(value), `${value} in ${file}`).toBe(false);
    }
  });

  it('when it holds a register from before and its key is gone, then it stays shut and as it was', async () => {
    await writeOldRegister(dataDir, randomBytes(32));
    await expect(open(randomBytes(32))).rejects.toThrow('identity.key is missing');
    await expect(open()).rejects.toThrow('REGISTER_KEY is not set');
  });
});

/** A register as it was before anything but id cards was closed. */
async function writeOldRegister(dataDir: string, key: Buffer): Promise<void> {
  const knex = knexFactory({
    client: 'sqlite3',
    connection: { filename: join(dataDir, 'casework.sqlite') },
    useNullAsDefault: true,
  });
  const before = {
    ...migrationSource,
    getMigrations: async () => (await migrationSource.getMigrations([])).filter(({ name }) => name < '006'),
  };
  await knex.migrate.latest({ migrationSource: before, tableName: 'casework_migrations' });
  await knex('casework_area').insert({ code: '1', name: '市', level: 'city' });
  await knex('casework_petition').insert({
    id: 'old',
    business_key: 'XF-1-20260101-00001',
    area_code: '1',
    channel: 'visit',
    subject_code: 'other',
    content: PLANTED.content,
    claims: JSON.stringify(PLANTED.claims),
    accused_agent_ids: '[]',
    litigation_state: 'none',
    group_size: 1,
    wants_proxy: true,
    contact_by: 'phone',
    consent_to_share: false,
    facts: '{}',
    text_hash: 'x',
    resident_visits: 1,
    state: 'registered',
    sealed: false,
    round: 1,
    received_at: 1,
    book: 'petition',
  });
  const cipherKey = createHash('sha256').update('seal').update(key).digest();
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce);
  const body = Buffer.concat([cipher.update(PLANTED.idNo, 'utf8'), cipher.final()]);
  await knex('casework_person').insert({
    id: 'person',
    petition_id: 'old',
    role: 'petitioner',
    name: PLANTED.name,
    id_no_sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64'),
    id_no_masked: '1101**********002X',
    phone: PLANTED.phone,
    address: PLANTED.addressDetail,
  });
  await knex('casework_attachment').insert({
    id: 'letter',
    petition_id: 'old',
    file_name: `${PLANTED.name}.txt`,
    media_type: 'text/plain; charset=utf-8',
    content: PLANTED.content,
    sha256: 'x',
  });
  await knex.destroy();
}
