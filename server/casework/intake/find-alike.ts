import type { CaseworkContext } from '../context.ts';
import { findAlikePetitions, type Petition } from '../tables/petition.ts';
import { readIntakeRule } from './intake-rule.ts';
import { likeness } from './same-matter.ts';

/** Why an earlier petition is offered as the same matter. */
export type LikenessReason = 'samePerson' | 'sameText' | 'sameSubject' | 'similarText';

export interface Alike {
  petition: Petition;
  reasons: LikenessReason[];
  /** 0–1: shared pairs of neighbouring characters. */
  score: number;
}

const NUMBERS = ['sameMatterScore', 'similarTextScore', 'lookBackDays'] as const;
const MOST_OFFERED = 20;
const DAY_MS = 86_400_000;

/** What a new petition is compared by. */
export type Compared = Pick<
  Petition,
  'id' | 'areaCode' | 'subjectCode' | 'content' | 'textHash' | 'petitionerHash' | 'receivedAt'
>;

/**
 * Earlier petitions that may be about the same matter, likeliest first, each with the reasons. A person decides: nothing follows of itself.
 * @throws Refusal 503 when the engine, which knows the rule, does not answer
 */
export async function findAlike(context: CaseworkContext, own: Compared): Promise<Alike[]> {
  const rule = await readIntakeRule(context, own.subjectCode, NUMBERS);
  const since = own.receivedAt - rule.lookBackDays * DAY_MS;
  const alike: Alike[] = [];
  for (const petition of await findAlikePetitions(context.knex, own, since)) {
    const score = likeness(petition.content, own.content);
    const samePerson = own.petitionerHash !== null && petition.petitionerHash === own.petitionerHash;
    const sameText = petition.textHash === own.textHash;
    const sameSubject = petition.subjectCode === own.subjectCode;
    const similarText = score >= (samePerson ? rule.sameMatterScore : rule.similarTextScore);
    if (!((samePerson && sameSubject) || sameText || (sameSubject && similarText))) continue;
    const reasons = Object.entries({ samePerson, sameText, sameSubject, similarText });
    alike.push({
      petition,
      score: Math.round(score * 100) / 100,
      reasons: reasons.flatMap(([reason, holds]) => (holds ? [reason as LikenessReason] : [])),
    });
  }
  return alike.sort((a, b) => b.reasons.length - a.reasons.length || b.score - a.score).slice(0, MOST_OFFERED);
}
