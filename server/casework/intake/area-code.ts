import type { Level } from '../codes.ts';

/** A code of the national statistics as the register keeps it: without the zeros that stand for the levels below. */
export interface AreaCode {
  code: string;
  level: Level;
}

const LEVEL_OF_LENGTH: Readonly<Record<number, Level>> = { 4: 'city', 6: 'district', 9: 'town', 12: 'community' };

/**
 * Reads a code of 12, 9, 6 or 4 digits: province 2, city 2, district 2, town 3, community 3.
 * @returns the code and its level; `province` for one above the register's tree; null when it is none
 */
export function readAreaCode(text: string): AreaCode | 'province' | null {
  if (!/^[1-9]\d{3}(\d{2}(\d{3}(\d{3})?)?)?$/.test(text)) return null;
  let code = text;
  if (code.length === 12 && code.endsWith('000')) code = code.slice(0, 9);
  if (code.length === 9 && code.endsWith('000')) code = code.slice(0, 6);
  if (code.length === 6 && code.endsWith('00')) code = code.slice(0, 4);
  if (code.endsWith('00') && code.length === 4) return 'province';
  const level = LEVEL_OF_LENGTH[code.length];
  return level ? { code, level } : null;
}

/** The codes a place may lie under, nearest first. A town may lie under a city that has no districts (its code has 00 there). */
export function parentsOf(code: string): string[] {
  return [9, 6, 4].filter((length) => length < code.length).map((length) => code.slice(0, length));
}
