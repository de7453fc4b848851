import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import type { EngineClient } from './engine-client.ts';

/** What routes and use cases of the register work with. */
export interface CaseworkContext {
  knex: Knex;
  engine: EngineClient;
  clock: Clock;
  /** Sends what waits in the outbox, soon. */
  wakeOutbox(): void;
}
