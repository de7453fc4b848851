import type { FastifyInstance } from 'fastify';
import type { BasicCredentials } from '../basic-credentials.ts';
import type { IdentityContext } from '../context.ts';
import { Denial, wrongValue } from '../denial.ts';
import { newAccount } from '../new-account.ts';
import { hashPassword } from '../passwords.ts';
import { isRole, ROLES, type Role } from '../roles.ts';
import { newReadableCode } from '../secrets.ts';
import {
  type Account,
  findAccount,
  findAccountBySubject,
  insertAccounts,
  listAccounts,
  updateAccount,
} from '../tables/account.ts';
import { countSessions, deleteSessionsOf } from '../tables/session.ts';
import { Body } from './read-body.ts';

const FIELDS = ['name', 'roles', 'areaCode', 'unitId', 'agentId', 'expertId', 'active', 'oidcSubject'] as const;
const ID = /^[a-zA-Z0-9][a-zA-Z0-9._@-]{1,63}$/;

/** What administrators see and change of accounts. Passwords they can only replace, by one that is good for choosing another. */
export function accountRoutes(app: FastifyInstance, context: IdentityContext, basic: BasicCredentials): void {
  const { knex, clock } = context;

  const find = async (id: string): Promise<Account> => {
    const account = await findAccount(knex, id);
    if (!account) throw new Denial(404, 'notFound', { zh: `没有账号 ${id}`, en: `There is no account ${id}` });
    return account;
  };

  app.get('/accounts', async () => {
    const sessions = await countSessions(knex);
    const accounts = await listAccounts(knex);
    return accounts.map((account) => toListed(account, sessions.get(account.id) ?? 0, clock.now()));
  });

  app.post('/accounts', async (request, reply) => {
    const body = new Body(request.body);
    body.refuseOthers('account', ...FIELDS);
    const id = body.text('account', 64);
    if (!ID.test(id))
      throw wrongValue(
        'account',
        '账号须为 2 到 64 个字母、数字或 . _ @ -',
        'An account is 2 to 64 letters, digits or . _ @ -',
      );
    if (await findAccount(knex, id))
      throw new Denial(409, 'conflict', { zh: `账号 ${id} 已存在`, en: `Account ${id} exists` }, { field: 'account' });
    const account = newAccount(id, await readFields(body, undefined), clock.now());
    // Who signs in elsewhere needs no password here.
    const password = account.oidcSubject === null ? newReadableCode(3) : null;
    const passwordHash = password === null ? null : await hashPassword(password);
    await insertAccounts(knex, [{ ...account, passwordHash, mustChange: password !== null }]);
    return reply.code(201).send({ account: id, password });
  });

  app.put<{ Params: { id: string } }>('/accounts/:id', async ({ params, body: given, viewer }) => {
    const before = await find(params.id);
    const body = new Body(given);
    body.refuseOthers(...FIELDS);
    const fields = await readFields(body, before);
    const isOwn = viewer.id === before.id;
    if (isOwn && (!fields.active || !fields.roles.includes('administrator'))) {
      throw new Denial(409, 'conflict', {
        zh: '不能停用自己或取消自己的管理员角色',
        en: 'You cannot shut yourself out',
      });
    }
    await updateAccount(knex, before.id, { ...fields, ...(fields.active ? { failures: 0, lockedUntil: null } : {}) });
    basic.forget(before.id);
    if (!fields.active) await deleteSessionsOf(knex, before.id);
    return toListed(await find(before.id), 0, clock.now());
  });

  app.post<{ Params: { id: string } }>('/accounts/:id/password', async ({ params }) => {
    const account = await find(params.id);
    const password = newReadableCode(3);
    const passwordHash = await hashPassword(password);
    await updateAccount(knex, account.id, { passwordHash, mustChange: true, failures: 0, lockedUntil: null });
    basic.forget(account.id);
    await deleteSessionsOf(knex, account.id);
    return { account: account.id, password };
  });

  app.delete<{ Params: { id: string } }>('/accounts/:id/sessions', async ({ params }) => {
    const account = await find(params.id);
    basic.forget(account.id);
    return { endedSessions: await deleteSessionsOf(knex, account.id) };
  });

  app.delete<{ Params: { id: string } }>('/accounts/:id/second-factor', async ({ params }) => {
    const account = await find(params.id);
    await updateAccount(knex, account.id, { totpOn: false, totpSealed: null, recoveryHashes: [] });
    await deleteSessionsOf(knex, account.id);
    return { secondFactor: false };
  });

  async function readFields(body: Body, before: Account | undefined) {
    const roles = body.has('roles') ? body.texts('roles') : (before?.roles ?? []);
    const unknown = roles.find((role) => !isRole(role));
    if (unknown !== undefined || roles.length === 0) {
      const known = Object.keys(ROLES).join(', ');
      throw wrongValue('roles', `角色须为 ${known} 中的一个或几个`, `Roles are one or more of ${known}`);
    }
    const given = (field: 'areaCode' | 'unitId' | 'agentId' | 'expertId' | 'oidcSubject') =>
      body.has(field) ? body.optionalText(field, 255) : (before?.[field] ?? null);
    const oidcSubject = given('oidcSubject');
    const holder = oidcSubject === null ? undefined : await findAccountBySubject(knex, oidcSubject);
    if (holder && holder.id !== before?.id) {
      throw new Denial(
        409,
        'conflict',
        { zh: `该统一身份已属于账号 ${holder.id}`, en: `That subject belongs to ${holder.id}` },
        { field: 'oidcSubject' },
      );
    }
    const areaCode = given('areaCode');
    if (areaCode !== null && !/^\d{1,12}$/.test(areaCode))
      throw wrongValue('areaCode', '属地编码须为数字', 'An area is digits');
    return {
      name: body.has('name') ? body.text('name', 100) : (before?.name ?? ''),
      roles: roles as Role[],
      areaCode,
      unitId: given('unitId'),
      agentId: given('agentId'),
      expertId: given('expertId'),
      active: body.boolean('active', before?.active ?? true),
      oidcSubject,
    };
  }
}

const toListed = (account: Account, sessions: number, nowMs: number) => ({
  account: account.id,
  name: account.name,
  roles: account.roles,
  areaCode: account.areaCode,
  unitId: account.unitId,
  agentId: account.agentId,
  expertId: account.expertId,
  active: account.active,
  sample: account.sample,
  oidcSubject: account.oidcSubject,
  mustChangePassword: account.mustChange,
  secondFactor: account.totpOn,
  lockedUntil:
    account.lockedUntil !== null && account.lockedUntil > nowMs ? new Date(account.lockedUntil).toISOString() : null,
  sessions,
});
