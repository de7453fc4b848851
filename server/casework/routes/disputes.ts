import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import { dayOf } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { UNKNOWN_DISPUTE } from '../intake/dispute-facts.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { readDisputeForm, readDisputeReport, registerDispute } from '../intake/register-dispute.ts';
import { findAgreement } from '../tables/agreement.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { findDispute, saveDispute } from '../tables/dispute.ts';
import { listPersons } from '../tables/person.ts';
import type { Petition } from '../tables/petition.ts';
import { listStatements } from '../tables/statement.ts';
import { requirePetition } from './require-petition.ts';

/** Disputes between private parties: reported on their own, or found within a petition. */
export function disputeRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex, clock } = context;

  app.post('/disputes', async (request, reply) => {
    const read = readDisputeReport(request.body, dayOf(clock.now()));
    if ('problems' in read) throw invalid(read.problems);
    const entry = await context.transact((trx) => registerDispute(trx, context, read.form, read.dispute));
    context.wakeOutbox();
    return reply.code(201).send(await readDispute(context, entry));
  });

  app.get<{ Params: { key: string } }>('/disputes/:key', async (request) =>
    readDispute(context, await requirePetition(knex, request.params.key)),
  );

  app.put<{ Params: { key: string } }>('/disputes/:key', async (request) => {
    const entry = await requirePetition(knex, request.params.key);
    const before = await findDispute(knex, entry.id);
    if (before?.outcome) throw conflict('该纠纷已结案，要素不能再改');
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const named = before?.partyCount ?? Math.max((await listPersons(knex, entry.id)).length, 1);
    const form = readDisputeForm(reader, before?.facts ?? UNKNOWN_DISPUTE, named);
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    await saveDispute(knex, { petitionId: entry.id, ...form });
    await addAuditEntry(knex, {
      petitionId: entry.id,
      action: 'disputeDescribed',
      actor: actorOf(request),
      detail: { partyCount: form.partyCount },
      at: clock.now(),
    });
    return readDispute(context, entry);
  });
}

async function readDispute({ knex }: CaseworkContext, entry: Petition) {
  const dispute = await findDispute(knex, entry.id);
  const agreement = await findAgreement(knex, entry.id);
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    petitionId: entry.id,
    businessKey: entry.businessKey,
    state: entry.state,
    areaCode: entry.areaCode,
    subjectCode: entry.subjectCode,
    facts: dispute?.facts ?? UNKNOWN_DISPUTE,
    partyCount: dispute?.partyCount ?? null,
    amountYuan: dispute?.amountYuan ?? null,
    failedCount: dispute?.failedCount ?? 0,
    outcome: dispute?.outcome ?? null,
    statements: (await listStatements(knex, entry.id)).map(({ purpose, speaker, statement, statedAt }) => ({
      purpose,
      speaker,
      statement,
      statedAt: iso(statedAt),
    })),
    agreement: agreement
      ? {
          agreementNo: agreement.agreementNo,
          oral: agreement.oral,
          effectiveAt: iso(agreement.effectiveAt),
          performAt: iso(agreement.performAt),
          confirmationDueAt: iso(agreement.confirmationDueAt),
          courtReceiptNo: agreement.courtReceiptNo,
          courtVerdict: agreement.courtVerdict,
        }
      : null,
  };
}
