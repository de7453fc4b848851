/** The levels of agents, from below. */
export const LADDER: readonly string[] = ['community', 'town', 'district', 'city'];

/** Place on the ladder, from 0; −1 for what is no level. */
export const rankOf = (level: string): number => LADDER.indexOf(level);

export const higherLevel = (a: string, b: string): string => (rankOf(a) >= rankOf(b) ? a : b);

/** The next level above; null above the last. */
export const levelAfter = (level: string): string | null => LADDER[rankOf(level) + 1] ?? null;
