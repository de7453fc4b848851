import { isCode, KINDS, type PetitionState } from '../codes.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** State a petition reaches by a decision of table `petition-competence`; accepted ones wait for the handling clock. */
const BY_DECISION: Readonly<Record<string, PetitionState>> = {
  decline: 'declined',
  noLongerAccept: 'declined',
  redirect: 'redirected',
  inform: 'redirected',
};
/** State a petition reaches by its route when no decision was asked for. */
const BY_ROUTE: Readonly<Record<string, PetitionState>> = {
  startSuggestion: 'transferred',
  dispute: 'transferred',
  divertToProcedure: 'declined',
};

/** Keeps what classification and competence came to. Key: petition + route + decision. */
export const recordDecision: WorkTopic = {
  topic: 'record-decision',
  async handle({ knex, clock }, petition, input) {
    const kind = input.optionalText('petitionKind');
    const route = input.optionalText('route') ?? '';
    const decision = input.optionalText('decision') ?? '';
    const reasonCode = input.optionalText('reasonCode');
    const state = BY_DECISION[decision] ?? BY_ROUTE[route];
    const nowMs = clock.now();
    await knex.transaction(async (trx) => {
      await updatePetition(trx, petition.id, {
        ...(isCode(KINDS, kind) ? { kind } : {}),
        ...(state === undefined ? {} : { state, outcome: reasonCode ?? (decision || route), closedAt: nowMs }),
      });
      await addAuditEntry(
        trx,
        {
          petitionId: petition.id,
          action: 'decided',
          actor: null,
          detail: { petitionKind: kind, route, decision, reasonCode },
          at: nowMs,
        },
        `decided:${input.taskId()}`,
      );
    });
    return { decidedAt: iso(nowMs) };
  },
};
