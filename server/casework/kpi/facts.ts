import type { Knex } from 'knex';
import {
  type AgreementFacts,
  type DisputeFacts,
  type EntryFacts,
  type LetterFacts,
  listAgreementFacts,
  listDisputeFacts,
  listEntryFacts,
  listLetterFacts,
  listOrderFacts,
  listRatingFacts,
  listSuggestionFacts,
  listWarningFacts,
  type OrderFacts,
  type Period,
  type RatingFacts,
  type SuggestionFacts,
  type WarningFacts,
} from '../tables/kpi-facts.ts';

/** What the figures of a period and a place are computed from. */
export interface Facts {
  period: Period;
  /** Petitions and disputes of any time, merged ones left out, oldest first: what warnings count. */
  entries: readonly EntryFacts[];
  /** Petitions of any time, merged ones and withdrawn ones left out. */
  petitions: readonly EntryFacts[];
  /** Of them: concluded in the period. `c` of the formulas. */
  concluded: readonly EntryFacts[];
  /** Of them: registered in the period. */
  registered: readonly EntryFacts[];
  ratings: readonly RatingFacts[];
  orders: readonly OrderFacts[];
  disputes: readonly DisputeFacts[];
  agreements: readonly AgreementFacts[];
  suggestions: readonly SuggestionFacts[];
  letters: readonly LetterFacts[];
  warnings: readonly WarningFacts[];
}

/** @param areaCode the place with everything below it; empty: everywhere */
export async function readFacts(db: Knex, areaCode: string, period: Period): Promise<Facts> {
  const entries = await listEntryFacts(db, areaCode);
  const petitions = entries.filter(
    ({ book, state }) => book === 'petition' && state !== 'merged' && state !== 'withdrawn',
  );
  return {
    period,
    entries: entries.filter(({ book, state }) => book !== 'suggestion' && state !== 'merged'),
    petitions,
    concluded: petitions.filter(({ concludedAt }) => isWithin(period, concludedAt)),
    registered: petitions.filter(({ receivedAt }) => isWithin(period, receivedAt)),
    ratings: await listRatingFacts(db, areaCode, period),
    orders: await listOrderFacts(db, areaCode, period),
    disputes: await listDisputeFacts(db, areaCode, period),
    agreements: await listAgreementFacts(db, areaCode, period),
    suggestions: await listSuggestionFacts(db, areaCode, period),
    letters: await listLetterFacts(db, areaCode, period),
    warnings: await listWarningFacts(db, areaCode, period),
  };
}

/** Whether a moment lies in a period. */
export const isWithin = ({ fromMs, beforeMs }: Period, atMs: number | null): atMs is number =>
  atMs !== null && atMs >= fromMs && atMs < beforeMs;
