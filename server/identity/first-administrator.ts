import type { IdentityContext } from './context.ts';
import { newAccount } from './new-account.ts';
import { hashPassword } from './passwords.ts';
import { newReadableCode } from './secrets.ts';
import { countAccounts, insertAccounts } from './tables/account.ts';

/** Account and password of the first administrator: told once, good for choosing a password. */
export interface FirstAdministrator {
  account: string;
  password: string;
}

/** Makes account `administrator` when nobody could sign in without it. @returns it, or null when there are accounts */
export async function makeFirstAdministrator({
  knex,
  clock,
  samples,
}: Pick<IdentityContext, 'knex' | 'clock' | 'samples'>): Promise<FirstAdministrator | null> {
  if ((await countAccounts(knex, samples)) > 0) return null;
  const password = newReadableCode(3);
  const what = { name: '系统管理员', roles: ['administrator' as const], mustChange: true };
  const account = newAccount('administrator', what, clock.now());
  await insertAccounts(knex, [{ ...account, passwordHash: await hashPassword(password) }]);
  return { account: account.id, password };
}
