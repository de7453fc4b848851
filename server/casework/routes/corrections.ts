import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { CONTENT_MAX } from '../intake/petition-form.ts';
import { textHash } from '../intake/same-matter.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { insertVisit } from '../tables/visit.ts';
import { vaultOf } from '../vault/vault.ts';
import { requirePetition } from './require-petition.ts';

/** What changes after the registration: a matter completed (补正), a further visit counted. */
export function correctionRoutes(app: FastifyInstance, { knex, clock }: CaseworkContext): void {
  app.put<{ Params: { key: string } }>('/petitions/:key/submission', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    if (petition.state !== 'registered') throw conflict('该事项已进入办理，内容不能再补正');
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const content = reader.text('content', '内容', { min: 10, max: CONTENT_MAX });
    const claims = reader.texts('claims', '诉求', { max: 10, maxEach: 200 });
    if (content === undefined && claims === undefined && reader.problems.length === 0) {
      reader.refuse('content', '请填写补正的内容或诉求');
    }
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    await updatePetition(knex, petition.id, {
      ...(content === undefined ? {} : { content, textHash: textHash(vaultOf(knex), content) }),
      ...(claims === undefined ? {} : { claims }),
    });
    await addAuditEntry(knex, {
      petitionId: petition.id,
      action: 'submissionCompleted',
      actor: actorOf(request),
      detail: { content: content !== undefined, claims: claims !== undefined },
      at: clock.now(),
    });
    return { businessKey: petition.businessKey };
  });

  app.post<{ Params: { key: string } }>('/petitions/:key/visits', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    const residentVisits = petition.residentVisits + 1;
    await updatePetition(knex, petition.id, { residentVisits });
    await insertVisit(knex, {
      petitionId: petition.id,
      kind: 'resident',
      agentId: null,
      summary: null,
      at: clock.now(),
    });
    await addAuditEntry(knex, {
      petitionId: petition.id,
      action: 'residentVisited',
      actor: actorOf(request),
      detail: { residentVisits },
      at: clock.now(),
    });
    return { residentVisits };
  });
}
