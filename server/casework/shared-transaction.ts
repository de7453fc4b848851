import type { Knex } from 'knex';
import { BusinessOutcome } from './errors.ts';

/**
 * Does a piece of work in a transaction: all of it or nothing, and when the promise resolves it is on the disk. A `BusinessOutcome` is no
 * failure: what was written before it stays. The work must go through the transaction it is given, and ask nobody outside the database.
 */
export type Transact = <T>(work: (trx: Knex) => Promise<T>) => Promise<T>;

/** Pieces that share a commit at most, so that readers, who want the same connection, need not wait long. */
const MOST = 32;

/** A piece that waits for its turn. Both never throw; `run` answers whether the transaction can go on. */
interface Piece {
  run(trx: Knex): Promise<void>;
  settle(failure?: { error: unknown }): void;
}

/**
 * How a database does pieces of work. PostgreSQL does several at a time, each in a transaction. SQLite does one after the other on its only
 * connection, and what waits at the same time shares one transaction, a savepoint each: a commit waits for the disk, which takes longer
 * than all the statements of a piece.
 */
export function sharedTransactions(knex: Knex): Transact {
  return knex.client.config.client === 'pg' ? eachItsOwn(knex) : oneForMany(knex);
}

function eachItsOwn(knex: Knex): Transact {
  return async (work) => (await knex.transaction((trx) => attempt(work, trx)))();
}

/** What a piece came to, as a function that returns or throws it. @throws what undoes the piece */
async function attempt<T>(work: (trx: Knex) => Promise<T>, trx: Knex): Promise<() => T> {
  try {
    const result = await work(trx);
    return () => result;
  } catch (error) {
    if (!(error instanceof BusinessOutcome)) throw error;
    return () => {
      throw error;
    };
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
        // Also when the transaction could not even begin: whoever waits must hear of it.
        if (taken.length === 0) taken.push(...waiting.splice(0));
        for (const piece of taken) piece.settle({ error });
      }
    }
    running = false;
  }

  return <T>(work: (trx: Knex) => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      let outcome: () => T;
      waiting.push({
        async run(trx) {
          outcome = await withinSavepoint(trx, work);
        },
        settle(failure) {
          try {
            if (failure) throw failure.error;
            resolve(outcome());
          } catch (error) {
            reject(error);
          }
        },
      });
      if (!running) void takeTurns();
    });
}

/** A failure undoes the piece alone. @throws when the whole transaction is lost, as with a full disk */
async function withinSavepoint<T>(trx: Knex, work: (trx: Knex) => Promise<T>): Promise<() => T> {
  await trx.raw('savepoint piece');
  try {
    const outcome = await attempt(work, trx);
    await trx.raw('release piece');
    return outcome;
  } catch (error) {
    await trx.raw('rollback to piece').then(
      () => trx.raw('release piece'),
      () => {
        throw error;
      },
    );
    return () => {
      throw error;
    };
  }
}
