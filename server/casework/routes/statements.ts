import type { FastifyInstance } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import { STATEMENT_PURPOSES, VISIT_KINDS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { required } from '../intake/petition-form.ts';
import { findAgent } from '../tables/agent.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { listPersons, setPersonRole } from '../tables/person.ts';
import { saveStatement } from '../tables/statement.ts';
import { insertVisit, listVisits } from '../tables/visit.ts';
import { requirePetition } from './require-petition.ts';

/** What people write beside a task: the text of an opinion, a contact with the resident, who speaks for the others. */
export function statementRoutes(app: FastifyInstance, { knex, clock }: CaseworkContext): void {
  app.post<{ Params: { key: string } }>('/petitions/:key/statements', async (request, reply) => {
    const entry = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const purpose = required(reader, 'purpose', '用途', reader.code('purpose', '用途', STATEMENT_PURPOSES));
    const speaker = reader.requiredText('speaker', '发言人编号', { max: 64 });
    const detail = reader.requiredText('detail', '内容', { max: 5000 });
    const problems = reader.finish();
    if (problems.length > 0 || !purpose) throw invalid(problems);
    await saveStatement(knex, {
      petitionId: entry.id,
      purpose,
      round: entry.round,
      speaker,
      detail,
      statedAt: clock.now(),
    });
    return reply.code(201).send({ purpose, speaker });
  });

  app.get<{ Params: { key: string } }>('/petitions/:key/contacts', async (request) => {
    const entry = await requirePetition(knex, request.params.key);
    return (await listVisits(knex, entry.id)).map(({ kind, agentId, at }) => ({
      kind,
      agentId,
      at: new Date(at).toISOString(),
    }));
  });

  app.post<{ Params: { key: string } }>('/petitions/:key/contacts', async (request, reply) => {
    const entry = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const kind = required(reader, 'kind', '方式', reader.code('kind', '方式', VISIT_KINDS));
    const agentId = reader.text('agentId', '代理员', { max: 64 }) ?? null;
    const summary = reader.requiredText('summary', '内容', { max: 1000 });
    if (kind === 'resident') reader.refuse('kind', '群众来访请用 visits 登记');
    if (agentId !== null && !(await findAgent(knex, agentId))) reader.refuse('agentId', '没有这名代理员');
    const problems = reader.finish();
    if (problems.length > 0 || !kind) throw invalid(problems);
    await insertVisit(knex, { petitionId: entry.id, kind, agentId, summary, at: clock.now() });
    return reply.code(201).send({ kind });
  });

  app.put<{ Params: { key: string } }>('/petitions/:key/representatives', async (request) => {
    const entry = await requirePetition(knex, request.params.key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const numbers = readNumbers(reader);
    const persons = (await listPersons(knex, entry.id)).filter(
      ({ role }) => role === 'petitioner' || role === 'representative' || role === 'member',
    );
    if (persons.length === 0) throw conflict('该事项没有登记的信访人');
    for (const number of numbers) {
      if (!persons[number]) reader.refuse('numbers', `没有第 ${number} 号信访人（从 0 起）`);
    }
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    await knex.transaction(async (trx) => {
      for (const [number, person] of persons.entries()) {
        if (person.role === 'petitioner') continue;
        await setPersonRole(trx, person.id, numbers.includes(number) ? 'representative' : 'member');
      }
      const detail = { representatives: numbers.length };
      await addAuditEntry(trx, {
        petitionId: entry.id,
        action: 'representativesElected',
        actor: actorOf(request),
        detail,
        at: clock.now(),
      });
    });
    return { representatives: numbers.length };
  });
}

function readNumbers(reader: FieldReader): number[] {
  const raw = reader.raw('numbers');
  const numbers = Array.isArray(raw) ? raw.filter((one): one is number => Number.isInteger(one) && one >= 0) : [];
  if (!Array.isArray(raw) || numbers.length !== raw.length) reader.refuse('numbers', '代表序号须为非负整数的列表');
  return numbers;
}
