import { LEVEL_LADDER, type Level } from './codes.ts';

const rank = (level: Level): number => LEVEL_LADDER.indexOf(level);

/** The higher of two levels. */
export const higherLevel = (a: Level, b: Level): Level => (rank(a) >= rank(b) ? a : b);

/**
 * The level a word of table `escalation-rule` leads to from `level`, or null when there is none above. The words: `same`, `next`,
 * `town`, `district`, `city`, `atLeastTown`, `atLeastDistrict`.
 * A named level below the present one leads nowhere: nothing is handed down.
 */
export function targetLevelFrom(level: Level, word: string): Level | null {
  switch (word) {
    case 'same':
      return level;
    case 'next':
      return LEVEL_LADDER[rank(level) + 1] ?? null;
    case 'town':
    case 'atLeastTown':
      return higherLevel(level, 'town');
    case 'district':
    case 'atLeastDistrict':
      return higherLevel(level, 'district');
    case 'city':
      return 'city';
    default:
      return level;
  }
}

/** Whether a text names a level. */
export function isLevel(text: string): text is Level {
  return LEVEL_LADDER.some((level) => level === text);
}
