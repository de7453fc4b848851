import type { RatingFacts } from '../tables/kpi-facts.ts';
import type { Facts } from './facts.ts';
import { type Figure, share } from './figure.ts';

const SATISFIED = new Set(['verySatisfied', 'satisfied', 'basically']);

interface Satisfaction {
  satisfied: Figure;
  /** Who answered, among those who were asked. */
  answered: Figure;
}

/** 满意率 of all, and of the proxied apart: the two are never mixed. */
export function satisfaction({ petitions, ratings }: Facts): { all: Satisfaction; proxied: Satisfaction } {
  const proxied = new Set(petitions.filter((entry) => entry.proxied).map(({ id }) => id));
  return { all: rate(ratings), proxied: rate(ratings.filter(({ petitionId }) => proxied.has(petitionId))) };
}

function rate(ratings: readonly RatingFacts[]): Satisfaction {
  const answered = ratings.filter(({ overall }) => overall !== 'noAnswer');
  const satisfied = answered.filter(({ overall }) => SATISFIED.has(overall));
  return { satisfied: share(satisfied.length, answered.length), answered: share(answered.length, ratings.length) };
}
