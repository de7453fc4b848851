import type { IdentityContext } from './context.ts';
import { Denial } from './denial.ts';
import { isPassword } from './passwords.ts';
import { readCode } from './secrets.ts';
import { mayEnter } from './sessions.ts';
import { type Account, findAccount, takeTotpStep, updateAccount } from './tables/account.ts';
import { totpStep } from './totp.ts';

/** So many wrong passwords or codes in a row lock an account, each further one for twice as long. */
export const FAILURES_TO_LOCK = 5;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;

const wrong = (): Denial =>
  new Denial(401, 'wrongPassword', { zh: '账号或口令不正确', en: 'The account or the password is wrong' });
const wrongCode = (): Denial =>
  new Denial(401, 'wrongCode', { zh: '验证码不正确或已用过', en: 'The code is wrong or was used before' });

/** Too many attempts. */
export function tooMany(waitMs: number): Denial {
  const retryAfterS = Math.ceil(waitMs / 1000);
  const minutes = Math.ceil(waitMs / 60_000);
  return new Denial(
    429,
    'tooManyAttempts',
    { zh: `错误次数过多，请 ${minutes} 分钟后再试`, en: `Too many wrong attempts; try again in ${minutes} min` },
    { retryAfterS },
  );
}

/**
 * The account whose password this is. Unknown, inactive and locked accounts are answered as slowly as others and in the same words.
 * @param from address of the caller: one that tries many accounts is stopped too
 * @throws Denial 401, or 429 while the account is locked
 */
export async function checkPassword(
  context: IdentityContext,
  id: string,
  password: string,
  from: string,
): Promise<Account> {
  const { knex, clock, attempts } = context;
  const nowMs = clock.now();
  const waitMs = Math.max(attempts.byAddress.waitMs(from, nowMs), attempts.byName.waitMs(id, nowMs));
  if (waitMs > 0) throw tooMany(waitMs);
  const account = await findAccount(knex, id);
  refuseLocked(account, nowMs);
  const right = await isPassword(account?.passwordHash ?? null, password);
  if (account && right && mayEnter(account, context.samples)) {
    if (account.failures > 0 && !account.totpOn)
      await updateAccount(knex, account.id, { failures: 0, lockedUntil: null });
    return account;
  }
  attempts.byAddress.note(from, nowMs);
  if (account) await noteFailure(context, account);
  else attempts.byName.note(id, nowMs);
  throw wrong();
}

/**
 * Takes a code of the second factor: of the app, or one of the recovery codes, each good once.
 * @throws Denial 401, or 429 while the account is locked
 */
export async function checkSecondFactor(context: IdentityContext, account: Account, code: string): Promise<void> {
  const { knex, clock, key } = context;
  const nowMs = clock.now();
  refuseLocked(account, nowMs);
  const secret = openSecret(key, account.totpSealed);
  const step = secret === null ? null : totpStep(secret, code.replace(/\s/g, ''), nowMs);
  if (step !== null && (await takeTotpStep(knex, account.id, step))) {
    await updateAccount(knex, account.id, { failures: 0, lockedUntil: null });
    return;
  }
  const hash = key.hash(`recovery:${account.id}:${readCode(code)}`);
  if (account.recoveryHashes.includes(hash)) {
    const recoveryHashes = account.recoveryHashes.filter((one) => one !== hash);
    await updateAccount(knex, account.id, { recoveryHashes, failures: 0, lockedUntil: null });
    return;
  }
  await noteFailure(context, account);
  throw wrongCode();
}

/** null when the register's key was changed since: the second factor must be set up anew. */
function openSecret(key: IdentityContext['key'], sealed: string | null): string | null {
  try {
    return sealed === null ? null : key.open(sealed);
  } catch {
    return null;
  }
}

function refuseLocked(account: Account | undefined, nowMs: number): void {
  const untilMs = account?.lockedUntil ?? 0;
  if (untilMs > nowMs) throw tooMany(untilMs - nowMs);
}

async function noteFailure({ knex, clock }: IdentityContext, account: Account): Promise<void> {
  const failures = account.failures + 1;
  const over = failures - FAILURES_TO_LOCK;
  const lockMs = over < 0 ? 0 : Math.min(FIRST_LOCK_MS * 2 ** over, LONGEST_LOCK_MS);
  await updateAccount(knex, account.id, { failures, lockedUntil: lockMs === 0 ? null : clock.now() + lockMs });
}
