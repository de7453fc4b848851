import type { Facts } from './facts.ts';
import { count, type Figure } from './figure.ts';

/** 成果转化: how many suggestions came how far. */
export function suggestionConversion({
  suggestions,
}: Facts): Record<'collected' | 'screened' | 'studied' | 'argued' | 'converted', Figure> {
  return {
    collected: count(suggestions.length),
    screened: count(suggestions.filter(({ screening }) => screening !== null).length),
    studied: count(suggestions.filter(({ screening }) => screening === 'study').length),
    argued: count(suggestions.filter(({ argued }) => argued).length),
    converted: count(suggestions.filter(({ publishedAt }) => publishedAt !== null).length),
  };
}
