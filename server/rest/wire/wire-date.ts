import { formatDate, parseDate } from '../../engine/expressions/date-text.ts';

/** Epoch milliseconds of a date in a request; `Z` is taken beside the contract's `+0000`. undefined: no date of that form. */
export function readDate(text: string): number | undefined {
  return parseDate(text.endsWith('Z') ? `${text.slice(0, -1)}+0000` : text);
}

/** A date of an answer. */
export function writeDate(epochMs: number): string;
export function writeDate(epochMs: number | null | undefined): string | null;
export function writeDate(epochMs: number | null | undefined): string | null {
  return epochMs === null || epochMs === undefined ? null : formatDate(epochMs);
}
