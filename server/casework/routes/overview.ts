import type { FastifyInstance } from 'fastify';
import {
  BOOKS,
  CAMPAIGN_KINDS,
  CHANNELS,
  CONTACT_WAYS,
  EXPERT_KINDS,
  KINDS,
  LEVELS,
  LITIGATION_STATES,
  OPEN_STATES,
  OVERALL,
  REVIEW_STAGES,
  STATEMENT_PURPOSES,
  STATES,
  SUBJECTS,
  toOptions,
  UNIT_ROLES,
  VISIT_KINDS,
} from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { SPECIAL_NEEDS, SUBJECT_OWNERS } from '../intake/facts.ts';
import { LETTER_TITLES } from '../letters/list.ts';
import { countUnsent } from '../tables/outbox.ts';
import { countLatePetitions, countPetitionsBy } from '../tables/petition-search.ts';

/** Code lists with their labels, and figures of the whole register. */
export function overviewRoutes(app: FastifyInstance, { knex, clock }: CaseworkContext): void {
  app.get('/codes', async () => ({
    channel: toOptions(CHANNELS),
    subjectCode: toOptions(SUBJECTS),
    kind: toOptions(KINDS),
    state: toOptions(STATES),
    level: toOptions(LEVELS),
    litigationState: toOptions(LITIGATION_STATES),
    contactBy: toOptions(CONTACT_WAYS),
    overall: toOptions(OVERALL),
    subjectOwner: toOptions(SUBJECT_OWNERS),
    specialNeed: toOptions(SPECIAL_NEEDS),
    role: toOptions(UNIT_ROLES),
    template: toOptions(LETTER_TITLES),
    book: toOptions(BOOKS),
    expertKind: toOptions(EXPERT_KINDS),
    campaignKind: toOptions(CAMPAIGN_KINDS),
    statementPurpose: toOptions(STATEMENT_PURPOSES),
    reviewStage: toOptions(REVIEW_STAGES),
    visitKind: toOptions(VISIT_KINDS),
  }));

  app.get('/summary', async ({ viewer, paths }) => {
    const reach = { viewer, paths };
    const byState = await countPetitionsBy(knex, 'state', reach);
    const sum = (states: readonly string[]) => states.reduce((total, state) => total + (byState[state] ?? 0), 0);
    return {
      total: sum(Object.keys(byState)),
      open: sum(OPEN_STATES),
      late: await countLatePetitions(knex, clock.now(), reach),
      byState,
      byLevel: await countPetitionsBy(knex, 'level', reach),
      outbox: await countUnsent(knex),
    };
  });
}
