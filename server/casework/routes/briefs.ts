import type { FastifyInstance } from 'fastify';
import { anonymise } from '../anonymise.ts';
import type { CaseworkContext } from '../context.ts';
import { notFound } from '../errors.ts';
import { findDispute } from '../tables/dispute.ts';
import { listPersons } from '../tables/person.ts';
import { requirePetition } from './require-petition.ts';

const TOWN_CODE_LENGTH = 9;

/** `GET /api/petitions/{key}/brief`: what an expert or a reviewer reads. No person, and no place below the town. */
export function briefRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get<{ Params: { key: string } }>('/petitions/:key/brief', async (request) => {
    const entry = await requirePetition(knex, request.params.key);
    if (entry.sealed) throw notFound('没有这份案情摘要');
    const persons = await listPersons(knex, entry.id);
    const dispute = await findDispute(knex, entry.id);
    return {
      businessKey: entry.businessKey.replace(entry.areaCode, entry.areaCode.slice(0, TOWN_CODE_LENGTH)),
      book: entry.book,
      subjectCode: entry.subjectCode,
      areaCode: entry.areaCode.slice(0, TOWN_CODE_LENGTH),
      text: anonymise(entry.content, persons),
      claims: entry.claims.map((claim) => anonymise(claim, persons)),
      happenedOn: entry.happenedOn,
      groupSize: entry.groupSize,
      dispute: dispute
        ? { facts: dispute.facts, partyCount: dispute.partyCount, amountYuan: dispute.amountYuan }
        : null,
    };
  });
}
