import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { ReviewStage } from '../codes.ts';
import { toEngineTime } from '../engine-time.ts';
import { listDocuments } from '../tables/document.ts';
import { insertOutboxEntry } from '../tables/outbox.ts';
import type { Petition } from '../tables/petition.ts';
import { insertReview, listReviews, type Review } from '../tables/review.ts';

/** Whether there is a written opinion that can be looked at again. */
export async function hasOpinion(db: Knex, petitionId: string): Promise<boolean> {
  return (await listDocuments(db, petitionId)).some((document) => document.template === 'handlingOpinion');
}

/** The check that comes next: a review, and after a decided one of this round its re-review. */
export async function nextStage(db: Knex, petition: Petition): Promise<ReviewStage> {
  const reviews = await listReviews(db, petition.id);
  const reviewed = reviews.some(
    (review) => review.stage === 'review' && review.state === 'decided' && review.round === petition.round,
  );
  return reviewed ? 'reReview' : 'review';
}

/** Stores the request and the message that starts `petition-review`, within the caller's transaction. */
export async function requestReview(
  trx: Knex,
  petition: Petition,
  asked: Pick<Review, 'stage' | 'reason' | 'askedUnitId'>,
  nowMs: number,
): Promise<string> {
  const id = randomUUID();
  await insertReview(trx, { id, petitionId: petition.id, round: petition.round, ...asked, requestedAt: nowMs });
  const text = (value: string | null) => ({ value, type: 'String' });
  const date = (value: number | null) => ({ value: value === null ? null : toEngineTime(value), type: 'Date' });
  await insertOutboxEntry(trx, {
    petitionId: petition.id,
    businessKey: petition.businessKey,
    processKey: 'petition-review',
    body: JSON.stringify({
      messageName: asked.stage === 'review' ? 'MSG_REVIEW_REQUESTED' : 'MSG_RE_REVIEW_REQUESTED',
      businessKey: petition.businessKey,
      processVariables: {
        petitionId: text(petition.id),
        reviewId: text(id),
        stage: text(asked.stage),
        petitionKind: text(petition.kind),
        subjectCode: text(petition.subjectCode),
        areaCode: text(petition.areaCode),
        agentLevel: text(petition.level ?? 'community'),
        leadUnitId: text(petition.leadUnitId),
        assigneeId: text(petition.firstAgentId),
        cooperatingUnitIds: text(''),
        cooperatingUnitCount: { value: 0, type: 'Integer' },
        round: { value: petition.round, type: 'Integer' },
        riskLevel: { value: petition.facts.riskLevel, type: 'Integer' },
        receivedAt: date(petition.receivedAt),
        acceptedAt: date(petition.acceptedAt),
        deadlineAt: date(petition.deadlineAt),
      },
    }),
    createdAt: nowMs,
  });
  return id;
}
