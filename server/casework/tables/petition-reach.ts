import type { Knex } from 'knex';
import type { Path } from '../../identity/reach.ts';
import type { Viewer } from '../../identity/viewer.ts';
import { LEVEL_LADDER } from '../codes.ts';

/** Whose list it is, and the ways that lead to matters on this route; null: everything. */
export interface ListReach {
  viewer: Viewer;
  paths: readonly Path[] | null;
}

const PETITION = 'casework_petition';

/**
 * Leaves in a query over `casework_petition` what the viewer reaches: `reaches` of `server/identity/reach.ts`, said in SQL. A test
 * holds the two against each other.
 */
export function withinReach(query: Knex.QueryBuilder, { viewer, paths }: ListReach): void {
  if (paths === null) return;
  query.where((any) => {
    any.whereRaw('1 = 0');
    for (const path of paths) any.orWhere((one) => alongPath(one, viewer, path));
  });
  keepAway(query, viewer);
}

/** It was given to somebody by name. */
const HELD = 'exists (select 1 from casework_holder h where h.petition_id = casework_petition.id and h.holder_id = ?)';

const inJson = (value: string) => `%"${value.replace(/[\\%_]/g, (sign) => `\\${sign}`)}"%`;

function alongPath(q: Knex.QueryBuilder, viewer: Viewer, { scope, level }: Path): void {
  const inArea = () => {
    if (viewer.areaCode === null) q.whereRaw('1 = 0');
    else q.whereLike(`${PETITION}.area_code`, `${viewer.areaCode}%`);
  };
  switch (scope) {
    case 'all':
      q.whereRaw('1 = 1');
      return;
    case 'area':
      inArea();
      return;
    case 'escalated': {
      inArea();
      const high = level === null ? LEVEL_LADDER : LEVEL_LADDER.slice(LEVEL_LADDER.indexOf(level));
      q.where((either) => {
        either.whereIn(`${PETITION}.highest_level`, [...high]);
        byName(either, viewer.agentId);
      });
      return;
    }
    case 'assigned':
      inArea();
      q.where((either) => {
        either.whereNull(`${PETITION}.assignee_id`);
        byName(either, viewer.agentId);
      });
      return;
    case 'unit':
      atUnit(q, viewer.unitId);
      return;
    case 'mediation':
      inArea();
      q.where((either) =>
        either
          .where(`${PETITION}.book`, 'dispute')
          .orWhereRaw('exists (select 1 from casework_dispute d where d.petition_id = casework_petition.id)'),
      );
      return;
    case 'suggestion':
      inArea();
      q.where(`${PETITION}.book`, 'suggestion');
      return;
    case 'invited':
      if (viewer.expertId === null) q.whereRaw('1 = 0');
      else {
        q.whereRaw(HELD, [viewer.expertId]);
      }
      return;
    case 'own':
      q.whereIn(`${PETITION}.id`, [...viewer.petitionIds]);
  }
}

/** Or: it was given to this agent at some time, or registered by them. */
function byName(either: Knex.QueryBuilder, agentId: string | null): void {
  if (agentId === null) return;
  for (const column of ['assignee_id', 'first_agent_id', 'registered_by'])
    either.orWhere(`${PETITION}.${column}`, agentId);
  either.orWhereRaw(HELD, [agentId]);
}

function atUnit(q: Knex.QueryBuilder, unitId: string | null): void {
  if (unitId === null) {
    q.whereRaw('1 = 0');
    return;
  }
  q.where((either) =>
    either
      .where(`${PETITION}.lead_unit_id`, unitId)
      .orWhereRaw(
        'exists (select 1 from casework_unit_inbox i where i.petition_id = casework_petition.id and i.unit_id = ?)',
        [unitId],
      )
      .orWhereRaw(
        'exists (select 1 from casework_supervision_order o where o.petition_id = casework_petition.id and o.unit_id = ?)',
        [unitId],
      ),
  );
}

/** Not what accuses the viewer, and not what the viewer stepped aside from. */
function keepAway(query: Knex.QueryBuilder, { agentId, unitId }: Viewer): void {
  if (agentId !== null) {
    query.whereRaw(`casework_petition.accused_agent_ids not like ? escape '\\'`, [inJson(agentId)]);
    query.whereRaw(
      'not exists (select 1 from casework_recusal r where r.petition_id = casework_petition.id and r.agent_id = ?)',
      [agentId],
    );
  }
  if (unitId === null) return;
  query.where((either) => {
    either.where((clean) =>
      clean
        .where((free) =>
          free.whereNull(`${PETITION}.accused_unit_id`).orWhereNot(`${PETITION}.accused_unit_id`, unitId),
        )
        .whereRaw(
          `not exists (select 1 from casework_agent g where g.unit_id = ? and casework_petition.accused_agent_ids like '%"' || g.id || '"%')`,
          [unitId],
        ),
    );
    // The unit that is to answer may read what it is to answer; its people as agents may not.
    if (agentId === null) either.orWhere((answering) => atUnit(answering.where(`${PETITION}.sealed`, false), unitId));
  });
}
