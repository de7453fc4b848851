import type { Facts } from './facts.ts';
import { daysBetween, type Figure, quantile } from './figure.ts';

interface Days {
  median: Figure;
  p90: Figure;
}

/** Days by step: until acceptance, at the unit, from a letter's writing to its leaving, and until it arrived. */
export function handlingTime({ concluded, letters }: Facts): Record<'intake' | 'unit' | 'approval' | 'delivery', Days> {
  return {
    intake: days(concluded.map(({ receivedAt, acceptedAt }) => [receivedAt, acceptedAt])),
    unit: days(concluded.map(({ sentToUnitAt, answeredAt }) => [sentToUnitAt, answeredAt])),
    approval: days(letters.map(({ createdAt, sentAt }) => [createdAt, sentAt])),
    delivery: days(letters.map(({ sentAt, deliveredAt }) => [sentAt, deliveredAt])),
  };
}

function days(spans: readonly (readonly [fromMs: number | null, toMs: number | null])[]): Days {
  const known = spans.flatMap(([from, to]) => (from === null || to === null ? [] : [daysBetween(from, to)]));
  return { median: quantile(known, 0.5), p90: quantile(known, 0.9) };
}
