import type { Knex } from 'knex';
import { BusinessOutcome } from './errors.ts';

/**
 * Does a piece of work in a transaction: all of it or nothing, and when the promise resolves it is on the disk. A `BusinessOutcome` is no
 * failure: what was written before it stays. The work must go through the transaction it is given, ask nobody outside the database, and
 * leave nothing but rows behind: it may be done again when the transaction it was in was lost.
 */
export type Transact = <T>(work: (trx: Knex) => Promise<T>) => Promise<T>;

/** Pieces that share a commit at most, so that readers, who want the same connection, need not wait long. */
const MOST = 32;

/** A piece of work that waits for its turn. */
interface Piece {
  /** @throws whatever failed; the piece is settled only when all of its transaction is on the disk */
  run(trx: Knex): Promise<void>;
  settle(): void;
  fail(error: unknown): void;
}

/**
 * How a database does pieces of work. PostgreSQL does several at a time, each in a transaction. SQLite does one after the other on its only
 * connection, and those that wait at the same time share one transaction: a commit waits for the disk, which takes longer than all the
 * statements of a piece. When one fails that wrote something, nothing of that transaction stays, and each is done again in one of its own.
 */
export function sharedTransactions(knex: Knex): Transact {
  return knex.client.config.client === 'pg' ? eachItsOwn(knex) : oneForMany(knex);
}

function eachItsOwn(knex: Knex): Transact {
  return async (work) => (await knex.transaction((trx) => attempt(work, trx)))();
}

/** What a piece came to, as a function that returns or throws it. @throws what undoes the piece */
async function attempt<T>(work: (trx: Knex) => Promise<T>, trx: Knex): Promise<() => T> {
  let wrote = false;
  const see = ({ sql }: { sql: string }) => {
    wrote ||= !/^\s*select\b/i.test(sql);
  };
  trx.on('query', see);
  try {
    const result = await work(trx);
    return () => result;
  } catch (error) {
    if (wrote && !(error instanceof BusinessOutcome)) throw error;
    return () => {
      throw error;
    };
  } finally {
    trx.off('query', see);
  }
}

function oneForMany(knex: Knex): Transact {
  const waiting: Piece[] = [];
  let running = false;

  async function takeTurns(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const taken: Piece[] = [];
      try {
        await knex.transaction(async (trx) => {
          for (let piece = waiting.shift(); piece; piece = taken.length < MOST ? waiting.shift() : undefined) {
            taken.push(piece);
            await piece.run(trx);
          }
        });
        for (const piece of taken) piece.settle();
      } catch (error) {
        // Also when no transaction could begin: then nobody was taken, and who waits must hear of it.
        if (taken.length <= 1) for (const piece of taken.length === 1 ? taken : waiting.splice(0)) piece.fail(error);
        else for (const piece of taken) await alone(piece);
      }
    }
    running = false;
  }

  async function alone(piece: Piece): Promise<void> {
    try {
      await knex.transaction((trx) => piece.run(trx));
      piece.settle();
    } catch (error) {
      piece.fail(error);
    }
  }

  return <T>(work: (trx: Knex) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let outcome: () => T;
      waiting.push({
        async run(trx) {
          outcome = await attempt(work, trx);
        },
        settle() {
          try {
            resolve(outcome());
          } catch (error) {
            reject(error);
          }
        },
        fail: reject,
      });
      if (!running) void takeTurns();
    });
}
