import type { FieldReader } from './field-reader.ts';

/** What table `suggestion-screening` judges a suggestion by, as far as a person has to say it. */
export interface SuggestionFacts {
  asksOwnRelief: boolean;
  namesMisconduct: boolean;
  /** Insult, advertising, nothing said. */
  noContent: boolean;
  alreadyPractice: boolean;
  /** One unit can decide it, and it costs little. */
  oneUnitDecides: boolean;
}

/** Nothing said: a suggestion to be studied. */
export const UNKNOWN_SUGGESTION: SuggestionFacts = {
  asksOwnRelief: false,
  namesMisconduct: false,
  noContent: false,
  alreadyPractice: false,
  oneUnitDecides: false,
};

const LABELS: Readonly<Record<keyof SuggestionFacts, string>> = {
  asksOwnRelief: '求自己的救济',
  namesMisconduct: '指名违纪',
  noContent: '无内容或广告辱骂',
  alreadyPractice: '已有规定或做法',
  oneUnitDecides: '一个单位可定且花费小',
};

/** Reads the facts of a suggestion. */
export function readSuggestionFacts(reader: FieldReader): SuggestionFacts {
  const facts = { ...UNKNOWN_SUGGESTION };
  for (const [name, label] of Object.entries(LABELS) as [keyof SuggestionFacts, string][]) {
    facts[name] = reader.boolean(name, label) ?? false;
  }
  return facts;
}
