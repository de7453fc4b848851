import { isCode, KINDS, type PetitionState } from '../codes.ts';
import { invalid } from '../errors.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { saveLikeness } from '../tables/likeness.ts';
import { findPetition, updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** State a petition reaches by a decision of table `petition-competence`; accepted ones wait for the handling clock. */
const BY_DECISION: Readonly<Record<string, PetitionState>> = {
  decline: 'declined',
  noLongerAccept: 'declined',
  redirect: 'redirected',
  inform: 'redirected',
};

/** The state that route and decision lead to, in the order the gateway `whatNow` asks; undefined when it stays as it is. */
function stateAfter(route: string, decision: string): PetitionState | undefined {
  if (route === 'sealAndPass' || route === 'answerOnSpot' || decision === 'merge') return undefined;
  if (route === 'startSuggestion') return 'transferred';
  return BY_DECISION[decision] ?? (route === 'dispute' ? 'transferred' : undefined);
}

/**
 * Keeps what classification and competence came to, and, where a person confirmed it, which earlier petition this one repeats. Answers what the
 * register has of that, whoever said so. Key: task.
 */
export const recordDecision: WorkTopic = {
  topic: 'record-decision',
  async handle({ knex, transact, clock }, petition, input) {
    const kind = input.optionalText('petitionKind');
    if (kind !== null && !isCode(KINDS, kind))
      throw invalid([
        { field: 'petitionKind', reason: `变量 petitionKind 不是诉求类别：${Object.keys(KINDS).join('、')}` },
      ]);
    const route = input.optionalText('route') ?? '';
    const decision = input.optionalText('decision') ?? '';
    const reasonCode = input.optionalText('reasonCode');
    const state = stateAfter(route, decision);
    const onceKey = `decided:${input.taskId()}`;
    const done = await findAuditEntry(knex, onceKey);
    const known = petition.repeatOf ?? petition.earlierReference;
    if (done) return { decidedAt: iso(done.at), repeatOf: known };
    const nowMs = clock.now();
    const likely = input.optionalText('likelyRepeatOf');
    const repeated = likely !== null && input.boolean('repeatConfirmed') ? await findPetition(knex, likely) : undefined;
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, {
        ...(kind === null ? {} : { kind }),
        ...(repeated ? { repeatOf: repeated.id } : {}),
        ...(state === undefined
          ? {}
          : { state, outcome: state === 'transferred' ? route : (reasonCode ?? decision), closedAt: nowMs }),
      });
      if (repeated) {
        const said = { petitionId: petition.id, otherId: repeated.id, same: true, decidedBy: null, decidedAt: nowMs };
        await saveLikeness(trx, said);
      }
      await addAuditEntry(
        trx,
        {
          petitionId: petition.id,
          action: 'decided',
          actor: null,
          detail: { petitionKind: kind, route, decision, reasonCode },
          at: nowMs,
        },
        onceKey,
      );
    });
    return { decidedAt: iso(nowMs), repeatOf: repeated?.id ?? known };
  },
};
