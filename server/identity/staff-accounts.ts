import type { BasicCredentials } from './basic-credentials.ts';
import type { IdentityContext } from './context.ts';
import { type Account, listAccounts, updateAccount } from './tables/account.ts';
import { deleteSessionsOf } from './tables/session.ts';

/** For whom people sign in: an agent, or a unit. */
export type AccountHolder = { readonly agentId: string } | { readonly unitId: string };

/** What whoever keeps agents and units does to the accounts of those who go. Accounts are told by what is typed at sign-in. */
export interface StaffAccounts {
  /**
   * Closes the accounts of an agent, or of a unit without those of its agents, who belong to another unit afterwards: no sign-in any more, and what
   * is signed in is over. Asked again it closes what was opened since. @returns which it closed
   */
  close(holder: AccountHolder): Promise<string[]>;
  /** Accounts of the agents of one unit belong to another. */
  moveAgents(fromUnitId: string, toUnitId: string): Promise<void>;
}

/** The accounts of this room's tables. */
export function staffAccounts({ knex }: Pick<IdentityContext, 'knex'>, basic: BasicCredentials): StaffAccounts {
  return {
    async close(holder) {
      const belongs = (one: Account) =>
        'agentId' in holder ? one.agentId === holder.agentId : one.unitId === holder.unitId && one.agentId === null;
      const ids = (await listAccounts(knex)).filter((one) => one.active && belongs(one)).map(({ id }) => id);
      for (const id of ids) {
        await updateAccount(knex, id, { active: false });
        basic.forget(id);
        await deleteSessionsOf(knex, id);
      }
      return ids;
    },
    async moveAgents(fromUnitId, toUnitId) {
      for (const { id, unitId, agentId } of await listAccounts(knex)) {
        if (unitId !== fromUnitId || agentId === null) continue;
        await updateAccount(knex, id, { unitId: toUnitId });
        basic.forget(id);
      }
    },
  };
}
