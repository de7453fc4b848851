import type { Knex } from 'knex';

/** When the history of a whole family may be forgotten: its root instance's row knows. */
export interface RemovalFact {
  /** Epoch milliseconds; null while it runs, or when its definition has no time to live. */
  rootRemovalAt: number | null;
}

/** Select term for `RemovalFact`. */
export const removalColumn = 'r.removal_at as rootRemovalAt';

/** The rows of `t` with the history of their root instance as `r`. */
export function withRemoval(query: Knex.QueryBuilder): Knex.QueryBuilder {
  return query.leftJoin({ r: 'history_process_instance' }, 'r.id', 't.root_id');
}
