import type { Knex } from 'knex';
import { isRole, type Role } from '../roles.ts';

/** Somebody who may sign in. Times are milliseconds since 1970. */
export interface Account {
  /** What is typed at sign-in. */
  id: string;
  /** What others see. */
  name: string;
  roles: Role[];
  areaCode: string | null;
  unitId: string | null;
  agentId: string | null;
  expertId: string | null;
  active: boolean;
  /** Belongs to the sample office: its password is printed in the README. */
  sample: boolean;
  /** null: signs in elsewhere (OpenID Connect) or not at all. */
  passwordHash: string | null;
  /** The password was given by somebody else and is good for choosing another one only. */
  mustChange: boolean;
  /** Wrong passwords and codes in a row. */
  failures: number;
  lockedUntil: number | null;
  /** Secret of the second factor, encrypted; it counts once `totpOn`. */
  totpSealed: string | null;
  totpOn: boolean;
  /** Step of the last code that was taken: no code is good twice. */
  totpLastStep: number | null;
  recoveryHashes: string[];
  oidcSubject: string | null;
  createdAt: number;
}

type Stored = string | number | boolean | null;

const COLUMNS: { readonly [Key in keyof Account]: string } = {
  id: 'id',
  name: 'name',
  roles: 'roles',
  areaCode: 'area_code',
  unitId: 'unit_id',
  agentId: 'agent_id',
  expertId: 'expert_id',
  active: 'active',
  sample: 'sample',
  passwordHash: 'password_hash',
  mustChange: 'must_change',
  failures: 'failures',
  lockedUntil: 'locked_until',
  totpSealed: 'totp_sealed',
  totpOn: 'totp_on',
  totpLastStep: 'totp_last_step',
  recoveryHashes: 'recovery_hashes',
  oidcSubject: 'oidc_subject',
  createdAt: 'created_at',
};

/** A boolean of either database: SQLite keeps 0 and 1. */
export const toBoolean = (value: unknown): boolean => value === true || value === 1;
/** PostgreSQL answers bigint as text. */
export const toNumber = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);
/** The texts of a list kept as JSON. */
export function toTexts(value: unknown): string[] {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** A row of the table, or of a join with it, as this room speaks of it. */
export function toAccount(row: Readonly<Record<string, unknown>>): Account {
  return {
    id: String(row['id']),
    name: String(row['name']),
    roles: toTexts(row['roles']).filter(isRole),
    areaCode: text(row['area_code']),
    unitId: text(row['unit_id']),
    agentId: text(row['agent_id']),
    expertId: text(row['expert_id']),
    active: toBoolean(row['active']),
    sample: toBoolean(row['sample']),
    passwordHash: text(row['password_hash']),
    mustChange: toBoolean(row['must_change']),
    failures: Number(row['failures']),
    lockedUntil: toNumber(row['locked_until']),
    totpSealed: text(row['totp_sealed']),
    totpOn: toBoolean(row['totp_on']),
    totpLastStep: toNumber(row['totp_last_step']),
    recoveryHashes: toTexts(row['recovery_hashes']),
    oidcSubject: text(row['oidc_subject']),
    createdAt: Number(row['created_at']),
  };
}

function toColumns(values: Partial<Account>): Record<string, Stored> {
  const columns: Record<string, Stored> = {};
  for (const [key, column] of Object.entries(COLUMNS)) {
    const value = values[key as keyof Account];
    if (value === undefined) continue;
    columns[column] = Array.isArray(value) ? JSON.stringify(value) : value;
  }
  return columns;
}

/** The account of this name. */
export async function findAccount(db: Knex, id: string): Promise<Account | undefined> {
  const row: Record<string, unknown> | undefined = await db('identity_account').where({ id }).first();
  return row && toAccount(row);
}

/** The account that signs in elsewhere under this subject. */
export async function findAccountBySubject(db: Knex, subject: string): Promise<Account | undefined> {
  const row: Record<string, unknown> | undefined = await db('identity_account')
    .where({ oidc_subject: subject })
    .first();
  return row && toAccount(row);
}

/** Every account by name. */
export async function listAccounts(db: Knex): Promise<Account[]> {
  const rows: Record<string, unknown>[] = await db('identity_account').orderBy('id');
  return rows.map(toAccount);
}

/** How many accounts there are. @param samples whether those of the sample office count */
export async function countAccounts(db: Knex, samples: boolean): Promise<number> {
  const row: { n?: string | number } | undefined = await db('identity_account')
    .modify((q) => {
      if (!samples) q.where({ sample: false });
    })
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

/** Adds accounts. @throws when a name or subject is taken */
export async function insertAccounts(db: Knex, accounts: readonly Account[]): Promise<void> {
  for (const account of accounts) await db('identity_account').insert(toColumns(account));
}

/** Changes the given fields. */
export async function updateAccount(db: Knex, id: string, changes: Partial<Omit<Account, 'id'>>): Promise<void> {
  await db('identity_account').where({ id }).update(toColumns(changes));
}

/**
 * Notes that the code of this step was taken. @returns whether it had not been: of two requests with one code, one is answered no.
 */
export async function takeTotpStep(db: Knex, id: string, step: number): Promise<boolean> {
  const taken = await db('identity_account')
    .where({ id })
    .where((q) => q.whereNull('totp_last_step').orWhere('totp_last_step', '<', step))
    .update({ totp_last_step: step });
  return taken === 1;
}
