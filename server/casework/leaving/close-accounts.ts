import type { AccountHolder } from '../../identity/staff-accounts.ts';
import type { CaseworkContext } from '../context.ts';
import { addAuditEntry } from '../tables/audit.ts';

/** Closes the accounts of a unit or an agent, and notes whose they were. @returns what is typed at sign-in */
export async function closeAccounts(
  { accounts, transact, clock }: CaseworkContext,
  holder: AccountHolder,
  actor: string | null,
): Promise<string[]> {
  const closed = (await accounts?.close(holder)) ?? [];
  if (closed.length > 0) {
    const entry = { petitionId: null, action: 'accountsClosed', actor, detail: { ...holder, accounts: closed } };
    await transact((trx) => addAuditEntry(trx, { ...entry, at: clock.now() }));
  }
  return closed;
}
