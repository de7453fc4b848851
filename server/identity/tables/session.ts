import type { Knex } from 'knex';
import { type Account, toAccount, toBoolean } from './account.ts';

/** A signed-in browser: of an account, or of somebody who named a petition and its code. Times are milliseconds since 1970. */
export interface Session {
  tokenHash: string;
  accountId: string | null;
  petitionId: string | null;
  /** The password was right, the second factor is still to come. */
  awaitsSecondFactor: boolean;
  createdAt: number;
  seenAt: number;
}

/** Keeps a new session. */
export async function insertSession(db: Knex, session: Session): Promise<void> {
  await db('identity_session').insert({
    token_hash: session.tokenHash,
    account_id: session.accountId,
    petition_id: session.petitionId,
    awaits_second_factor: session.awaitsSecondFactor,
    created_at: session.createdAt,
    seen_at: session.seenAt,
  });
}

/** The session of a token, with its account if it has one. */
export async function findSession(
  db: Knex,
  tokenHash: string,
): Promise<{ session: Session; account: Account | null } | undefined> {
  const row: Record<string, unknown> | undefined = await db('identity_session as s')
    .leftJoin('identity_account as a', 'a.id', 's.account_id')
    .where('s.token_hash', tokenHash)
    .select('a.*', 's.account_id', 's.petition_id', 's.awaits_second_factor', 's.seen_at', {
      session_created_at: 's.created_at',
    })
    .first();
  if (!row) return undefined;
  const session: Session = {
    tokenHash,
    accountId: typeof row['account_id'] === 'string' ? row['account_id'] : null,
    petitionId: typeof row['petition_id'] === 'string' ? row['petition_id'] : null,
    awaitsSecondFactor: toBoolean(row['awaits_second_factor']),
    createdAt: Number(row['session_created_at']),
    seenAt: Number(row['seen_at']),
  };
  return { session, account: session.accountId === null ? null : toAccount(row) };
}

/** Notes when it was last used. */
export async function touchSession(db: Knex, tokenHash: string, seenAt: number): Promise<void> {
  await db('identity_session').where({ token_hash: tokenHash }).update({ seen_at: seenAt });
}

/** Ends one session. */
export async function deleteSession(db: Knex, tokenHash: string): Promise<void> {
  await db('identity_session').where({ token_hash: tokenHash }).delete();
}

/** Ends the sessions of an account, but for one if it is named. @returns how many */
export async function deleteSessionsOf(db: Knex, accountId: string, exceptHash = ''): Promise<number> {
  return db('identity_session').where({ account_id: accountId }).whereNot({ token_hash: exceptHash }).delete();
}

/** Forgets sessions that ended by themselves. */
export async function deleteOldSessions(db: Knex, createdBefore: number, seenBefore: number): Promise<void> {
  await db('identity_session').where('created_at', '<', createdBefore).orWhere('seen_at', '<', seenBefore).delete();
}

/** How many sessions each account has. */
export async function countSessions(db: Knex): Promise<Map<string, number>> {
  const rows: { account_id: string; n: string | number }[] = await db('identity_session')
    .whereNotNull('account_id')
    .where({ awaits_second_factor: false })
    .groupBy('account_id')
    .select('account_id')
    .count({ n: '*' });
  return new Map(rows.map((row) => [row.account_id, Number(row.n)]));
}
