import type { Knex } from 'knex';
import { createIds, type NewId } from '../ids.ts';
import { type DatabaseOptions, openDatabase } from './database.ts';
import { Families } from './families.ts';
import { FamilyReader } from './family-reader.ts';
import { LargeValues } from './large-values.ts';
import { gateReader } from './reader-gate.ts';
import { RootFinder } from './root-finder.ts';
import { UnitOfWork } from './unit-of-work.ts';

export type StoreOptions = DatabaseOptions & {
  /** Makes the ids of what the store itself creates. */
  newId?: NewId;
  /** How much of the running instances may stay in memory: nodes and rows, and 4 for each family. */
  maxWeight?: number;
};

/** The engine's data, open for this server alone. */
export interface Store {
  /** For the list queries; sees what is committed. */
  readonly reader: Knex;
  readonly unitOfWork: UnitOfWork;
  readonly families: Families;
  /** Writes what stands there already. @throws when the database cannot be written */
  assertWritable(): Promise<void>;
  /** Waits for open commits, then closes everything. */
  close(): Promise<void>;
}

/**
 * Opens the database and what stands before it.
 * @throws DatabaseInUse when another server works on it, DatabaseTooNew when a newer version wrote it.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = await openDatabase({
    ...options,
    onLockLost(error) {
      unitOfWork.abandon(error);
      options.onLockLost?.(error);
    },
  });
  const large = new LargeValues(options.newId ?? createIds());
  const unitOfWork: UnitOfWork = new UnitOfWork(database, large);
  const caughtUp = (tableNames: Iterable<string>) => unitOfWork.caughtUp(tableNames);
  gateReader(database.reader, caughtUp);
  const families = new Families({
    unitOfWork,
    reader: new FamilyReader(database, large),
    rootFinder: new RootFinder(database, caughtUp),
    large,
    ...(options.maxWeight !== undefined && { maxWeight: options.maxWeight }),
  });
  return {
    reader: database.reader,
    unitOfWork,
    families,
    assertWritable: () => unitOfWork.assertWritable(),
    async close() {
      await unitOfWork.close();
      await database.close();
    },
  };
}
