import { keepsAway } from '../identity/reach.ts';
import type { CaseworkContext } from './context.ts';
import { createMatterSource } from './matter-source.ts';
import { readEnvelope } from './petition-detail.ts';
import type { Petition } from './tables/petition.ts';
import type { ListReach } from './tables/petition-reach.ts';
import { type PetitionFilter, type PetitionPage, searchPetitions } from './tables/petition-search.ts';

const MOST = 100_000;

/**
 * A page of the sealed envelopes a viewer may know of. Whom an envelope accuses stands inside it, so each is looked at; even their number must not tell the
 * accused that there is one more.
 */
export async function readEnvelopes(
  context: CaseworkContext,
  filter: PetitionFilter,
  page: PetitionPage,
  reach: ListReach,
) {
  const all = { ...page, firstResult: 0, maxResults: MOST };
  const { petitions } = await searchPetitions(context.knex, filter, all, context.clock.now(), reach);
  const matters = createMatterSource(context.knex);
  const seen: Petition[] = [];
  for (const petition of petitions) {
    const matter = reach.paths === null ? undefined : await matters.petition(petition.id);
    if (!matter || !keepsAway(reach.viewer, matter)) seen.push(petition);
  }
  const shown = seen.slice(page.firstResult, page.firstResult + page.maxResults);
  return { total: seen.length, items: await Promise.all(shown.map((one) => readEnvelope(context, one))) };
}
