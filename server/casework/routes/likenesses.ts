import type { FastifyInstance } from 'fastify';
import { actorOf, liesWithin, type Viewer } from '../../identity/viewer.ts';
import { dayOf } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { type Alike, type Compared, findAlike } from '../intake/find-alike.ts';
import { readPetitionForm } from '../intake/petition-form.ts';
import { petitionerHash, textHash } from '../intake/same-matter.ts';
import { tellEarlier } from '../intake/tell-earlier.ts';
import { readMasks } from '../mask-text.ts';
import { summarise } from '../petition-item.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { listLikeness, saveLikeness } from '../tables/likeness.ts';
import { updatePetition } from '../tables/petition.ts';
import { vaultOf } from '../vault/vault.ts';
import { requirePetition } from './require-petition.ts';

/** Earlier petitions that may be the same matter: offered with reasons before and after the registration; a person links or rejects. */
export function likenessRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex, clock } = context;

  app.post('/petitions/likenesses', async (request) => {
    const read = readPetitionForm(request.body, dayOf(clock.now()));
    if ('problems' in read) throw invalid(read.problems);
    const { form } = read;
    const vault = vaultOf(knex);
    return offer(context, request.viewer, {
      id: '',
      areaCode: form.areaCode,
      subjectCode: form.subjectCode,
      content: form.content,
      textHash: textHash(vault, form.content),
      petitionerHash: petitionerHash(vault, form.petitioner),
      receivedAt: clock.now(),
    });
  });

  app.get<{ Params: { key: string } }>('/petitions/:key/likenesses', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    return petition.sealed ? { likenesses: [] } : offer(context, request.viewer, petition);
  });

  app.post<{ Params: { key: string } }>('/petitions/:key/likenesses', async (request) => {
    const petition = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const otherKey = reader.requiredText('other', '另一事项', { max: 40 });
    const same = reader.boolean('same', '是否同一事项');
    if (same === undefined) reader.refuse('same', '请填写是否同一事项');
    const problems = reader.finish();
    if (problems.length > 0 || same === undefined) throw invalid(problems);
    const other = await requirePetition(knex, otherKey);
    if (petition.sealed || other.sealed) throw conflict('密封事项不作关联');
    if (other.id === petition.id || other.receivedAt > petition.receivedAt) {
      throw invalid([{ field: 'other', reason: '只能与更早的另一事项关联' }]);
    }
    const decidedBy = actorOf(request);
    await tellEarlier(context.engine, petition, { other, same, actor: decidedBy });
    await knex.transaction(async (trx) => {
      const at = clock.now();
      await saveLikeness(trx, { petitionId: petition.id, otherId: other.id, same, decidedBy, decidedAt: at });
      if (same) await updatePetition(trx, petition.id, { repeatOf: other.id });
      else if (petition.repeatOf === other.id) await updatePetition(trx, petition.id, { repeatOf: null });
      const detail = { other: other.businessKey, same };
      await addAuditEntry(trx, { petitionId: petition.id, action: 'likenessDecided', actor: decidedBy, detail, at });
    });
    return { businessKey: petition.businessKey, other: other.businessKey, same };
  });
}

async function offer(context: CaseworkContext, viewer: Viewer, own: Compared) {
  const alike = (await findAlike(context, own)).filter(({ petition }) => liesWithin(viewer, petition.areaCode));
  const decided = new Map((await listLikeness(context.knex, own.id)).map(({ otherId, same }) => [otherId, same]));
  const mask = await readMasks(
    context.knex,
    alike.map(({ petition }) => petition.id),
  );
  return {
    likenesses: alike.map(({ petition, reasons, score }: Alike) => ({
      businessKey: petition.businessKey,
      state: petition.state,
      receivedAt: new Date(petition.receivedAt).toISOString(),
      summary: summarise(mask(petition.id, petition.content)),
      reasons,
      score,
      decided: decided.get(petition.id) ?? null,
    })),
  };
}
