import type { FastifyInstance } from 'fastify';
import { dayOf } from '../calendar/working-days.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { readSuggestion, registerSuggestion } from '../intake/register-suggestion.ts';
import { findCampaign } from '../tables/campaign.ts';
import { listPersons } from '../tables/person.ts';
import type { Petition } from '../tables/petition.ts';
import { listStatements } from '../tables/statement.ts';
import { findSuggestion } from '../tables/suggestion.ts';
import { requirePetition } from './require-petition.ts';

/** Suggestions of the people: standing collection and entries of a campaign. */
export function suggestionRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex, clock } = context;

  app.post('/suggestions', async (request, reply) => {
    const today = dayOf(clock.now());
    const read = readSuggestion(request.body, today);
    if ('problems' in read) throw invalid(read.problems);
    const { campaignId } = read.suggestion;
    if (campaignId !== null) {
      const campaign = await findCampaign(knex, campaignId);
      const reason = !campaign
        ? '没有这个征集专题'
        : today < campaign.fromDay || today > campaign.toDay
          ? `该专题的征集时间为 ${campaign.fromDay} 至 ${campaign.toDay}`
          : null;
      if (reason !== null) throw invalid([{ field: 'campaignId', reason }]);
    }
    const entry = await context.transact((trx) => registerSuggestion(trx, context, read.form, read.suggestion));
    context.wakeOutbox();
    return reply.code(201).send(await describe(context, entry));
  });

  app.get<{ Params: { key: string } }>('/suggestions/:key', async (request) =>
    describe(context, await requirePetition(knex, request.params.key)),
  );
}

async function describe({ knex }: CaseworkContext, entry: Petition) {
  const suggestion = await findSuggestion(knex, entry.id);
  if (!suggestion) throw notFound(`${entry.businessKey} 不是建议`);
  const { petitionId: _id, instruction: _instruction, publishedAt, ...known } = suggestion;
  return {
    petitionId: entry.id,
    businessKey: entry.businessKey,
    state: entry.state,
    outcome: entry.outcome,
    areaCode: entry.areaCode,
    subjectCode: entry.subjectCode,
    leadUnitId: entry.leadUnitId,
    ...known,
    publishedAt: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    proposers: (await listPersons(knex, entry.id)).length,
    statements: (await listStatements(knex, entry.id)).map(({ purpose, speaker, statement }) => ({
      purpose,
      speaker,
      statement,
    })),
  };
}
