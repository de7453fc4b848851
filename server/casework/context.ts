import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import type { StaffAccounts } from '../identity/staff-accounts.ts';
import type { EngineClient } from './engine-client.ts';
import type { Transact } from './shared-transaction.ts';

/** What routes and use cases of the register work with. */
export interface CaseworkContext {
  knex: Knex;
  /** Writes; what others write at the same time may share the commit. */
  transact: Transact;
  engine: EngineClient;
  clock: Clock;
  /** Those of agents and units; null: nobody signs in here. */
  accounts: StaffAccounts | null;
  /** Sends what waits in the outbox, soon. */
  wakeOutbox(): void;
}
