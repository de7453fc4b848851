import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { hasOpinion, nextStage, requestReview } from '../intake/request-review.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { listReviews } from '../tables/review.ts';
import { isOpenUnit } from '../tables/unit.ts';
import { requirePetition } from './require-petition.ts';

/** Asking that an opinion be looked at again: the register knows whether it is the review or the re-review. */
export function reviewRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex, clock } = context;

  app.get<{ Params: { key: string } }>('/petitions/:key/reviews', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    return (await listReviews(knex, petition.id)).map((review) => ({
      reviewId: review.id,
      stage: review.stage,
      round: review.round,
      state: review.state,
      requestedAt: iso(review.requestedAt),
      dueAt: iso(review.dueAt),
      decision: review.decision,
      decidedAt: iso(review.decidedAt),
    }));
  });

  app.post<{ Params: { key: string } }>('/petitions/:key/reviews', async (request, reply) => {
    const petition = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const reason = reader.requiredText('reason', '申请理由', { min: 10, max: 5000 });
    const askedUnitId = reader.text('askedUnitId', '复查机关', { max: 64 }) ?? null;
    if (askedUnitId !== null && !(await isOpenUnit(knex, askedUnitId)))
      reader.refuse('askedUnitId', '没有这个单位，或已撤销');
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const nowMs = clock.now();
    const asked = await context.transact(async (trx) => {
      if (petition.finalAt !== null) throw conflict('该事项已经复核终结，不能再申请');
      if (!(await hasOpinion(trx, petition.id))) throw conflict('该事项还没有书面处理意见，不能申请复查');
      const open = (await listReviews(trx, petition.id)).some(({ state }) => state === 'requested' || state === 'open');
      if (open) throw conflict('该事项正在复查复核，请等待结果');
      const stage = await nextStage(trx, petition);
      const reviewId = await requestReview(trx, petition, { stage, reason, askedUnitId }, nowMs);
      const detail = { reviewId, stage };
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'reviewRequested',
        actor: actorOf(request),
        detail,
        at: nowMs,
      });
      return { reviewId, stage };
    });
    context.wakeOutbox();
    return reply.code(201).send(asked);
  });
}
