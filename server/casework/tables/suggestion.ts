import type { Knex } from 'knex';
import { type SuggestionFacts, UNKNOWN_SUGGESTION } from '../intake/suggestion-facts.ts';
import { type Vault, vaultOf } from '../vault/vault.ts';
import { type Stored, toBoolean, toMs, toRecord } from './row-values.ts';

/** What is known of a suggestion; the entry itself is a row of the register. */
export interface Suggestion {
  petitionId: string;
  title: string;
  problem: string;
  proposal: string;
  benefit: string | null;
  campaignId: string | null;
  /** The proposer allowed the name to be published. */
  showName: boolean;
  facts: SuggestionFacts;
  /** The petition it was made of. */
  sourceId: string | null;
  /** The open suggestion with the same idea. */
  sameIdeaOf: string | null;
  screening: string | null;
  track: string | null;
  verdict: string | null;
  instruction: string | null;
  conversionKind: string | null;
  rewarded: boolean | null;
  url: string | null;
  publishedAt: number | null;
}

interface Row {
  petition_id: string;
  title: string;
  problem: string;
  proposal: string;
  benefit: string | null;
  campaign_id: string | null;
  show_name: Stored;
  facts: string;
  source_id: string | null;
  same_idea_of: string | null;
  screening: string | null;
  track: string | null;
  verdict: string | null;
  instruction: string | null;
  conversion_kind: string | null;
  rewarded: Stored;
  url: string | null;
  published_at: Stored;
}

const toSuggestion = (vault: Vault, row: Row): Suggestion => ({
  petitionId: row.petition_id,
  title: vault.open(row.title, 'suggestion.title'),
  problem: vault.open(row.problem, 'suggestion.problem'),
  proposal: vault.open(row.proposal, 'suggestion.proposal'),
  benefit: vault.open(row.benefit, 'suggestion.benefit'),
  campaignId: row.campaign_id,
  showName: toBoolean(row.show_name),
  facts: { ...UNKNOWN_SUGGESTION, ...toRecord(row.facts) },
  sourceId: row.source_id,
  sameIdeaOf: row.same_idea_of,
  screening: row.screening,
  track: row.track,
  verdict: row.verdict,
  instruction: vault.open(row.instruction, 'suggestion.instruction'),
  conversionKind: row.conversion_kind,
  rewarded: row.rewarded === null ? null : toBoolean(row.rewarded),
  url: row.url,
  publishedAt: toMs(row.published_at),
});

/** The suggestion of an entry. */
export async function findSuggestion(db: Knex, petitionId: string): Promise<Suggestion | undefined> {
  const row: Row | undefined = await db('casework_suggestion').where({ petition_id: petitionId }).first();
  return row && toSuggestion(vaultOf(db), row);
}

/** The suggestion that was made of a petition. */
export async function findSuggestionOf(db: Knex, sourceId: string): Promise<Suggestion | undefined> {
  const row: Row | undefined = await db('casework_suggestion').where({ source_id: sourceId }).first();
  return row && toSuggestion(vaultOf(db), row);
}

/** Adds a suggestion. */
export async function insertSuggestion(
  db: Knex,
  suggestion: Pick<
    Suggestion,
    'petitionId' | 'title' | 'problem' | 'proposal' | 'benefit' | 'campaignId' | 'showName' | 'facts' | 'sourceId'
  >,
): Promise<void> {
  const vault = vaultOf(db);
  await db('casework_suggestion').insert({
    petition_id: suggestion.petitionId,
    title: vault.seal(suggestion.title, 'suggestion.title'),
    problem: vault.seal(suggestion.problem, 'suggestion.problem'),
    proposal: vault.seal(suggestion.proposal, 'suggestion.proposal'),
    benefit: vault.seal(suggestion.benefit, 'suggestion.benefit'),
    campaign_id: suggestion.campaignId,
    show_name: suggestion.showName,
    facts: JSON.stringify(suggestion.facts),
    source_id: suggestion.sourceId,
  });
}

const COLUMNS = {
  sameIdeaOf: 'same_idea_of',
  screening: 'screening',
  track: 'track',
  verdict: 'verdict',
  instruction: 'instruction',
  conversionKind: 'conversion_kind',
  rewarded: 'rewarded',
  url: 'url',
  publishedAt: 'published_at',
} as const;

/** Changes what the collection finds out about a suggestion. */
export async function updateSuggestion(
  db: Knex,
  petitionId: string,
  changes: Partial<Pick<Suggestion, keyof typeof COLUMNS>>,
): Promise<void> {
  const entries = Object.entries(changes) as [keyof typeof COLUMNS, Knex.Value][];
  const columns = Object.fromEntries(entries.map(([key, value]) => [COLUMNS[key], value]));
  if (typeof changes.instruction === 'string') {
    columns[COLUMNS.instruction] = vaultOf(db).seal(changes.instruction, 'suggestion.instruction');
  }
  await db('casework_suggestion').where({ petition_id: petitionId }).update(columns);
}
