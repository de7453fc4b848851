import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import type { AttemptLimit } from './attempt-limit.ts';
import type { Matter } from './reach.ts';
import type { ServiceTokens } from './service-tokens.ts';
import type { Sessions } from './sessions.ts';

/** The key of the register, which hides secrets of the second factor too. */
export interface SecretKey {
  seal(text: string): string;
  open(sealed: string): string;
  hash(text: string): string;
}

/** How the guard learns what a request is about. Whoever keeps the matters supplies it. */
export interface MatterSource {
  /** By number or id. */
  petition(key: string): Promise<Matter | undefined>;
  document(id: string): Promise<Matter | undefined>;
  attachment(id: string): Promise<Matter | undefined>;
  /** The petition of this number, if `secret` is its query code or the telephone that was left with it. */
  petitionerOf(businessKey: string, secret: string): Promise<string | undefined>;
}

/** Asks the engine for a row; undefined when there is none. Paths begin below `/engine-rest`. */
export type AskEngine = (path: string) => Promise<unknown>;

/** What the routes and checks of this room work with. */
export interface IdentityContext {
  knex: Knex;
  /** Real time: sessions and locks do not follow a clock that is moved by hand. */
  clock: Clock;
  key: SecretKey;
  sessions: Sessions;
  tokens: ServiceTokens;
  /** Whether accounts of the sample office are let in. */
  samples: boolean;
  matters: MatterSource;
  attempts: {
    /** Wrong passwords from one address, whatever the account. */
    byAddress: AttemptLimit;
    /** Wrong passwords for accounts that do not exist, which cannot be locked. */
    byName: AttemptLimit;
    /** Wrong codes for one petition, and from one address. */
    byPetition: AttemptLimit;
    /** Petitions sent in by people who did not sign in, from one address. */
    online: AttemptLimit;
  };
}
