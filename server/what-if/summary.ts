import type { Figures } from './figures.ts';
import { LADDER, rankOf } from './rules/levels.ts';

/** Figures of many petitions. Days are calendar days. */
export interface Summary {
  petitions: number;
  ended: number;
  /** How many reached which level at most. */
  levels: Record<string, number>;
  legalDeadlines: { kept: number; missed: number };
  tasks: { done: number; late: number };
  load: { role: string; level: string; tasks: number; days: number }[];
  /** From start to end, of those that ended; null when none did. */
  daysToEnd: { median: number | null; nineTenths: number | null; mean: number | null };
}

const DAY_MS = 86_400_000;

/** Puts the figures of petitions together. */
export function summarise(all: Iterable<Figures>): Summary {
  const levels: Record<string, number> = Object.fromEntries(['none', ...LADDER].map((level) => [level, 0]));
  const summary: Summary = {
    petitions: 0,
    ended: 0,
    levels,
    legalDeadlines: { kept: 0, missed: 0 },
    tasks: { done: 0, late: 0 },
    load: [],
    daysToEnd: { median: null, nineTenths: null, mean: null },
  };
  const load = new Map<string, { tasks: number; days: number }>();
  const days: number[] = [];
  for (const figures of all) {
    summary.petitions += 1;
    const level = LADDER[figures.level] ?? 'none';
    levels[level] = (levels[level] ?? 0) + 1;
    if (figures.legalDeadline) summary.legalDeadlines[figures.legalDeadline] += 1;
    summary.tasks.done += figures.tasks;
    summary.tasks.late += figures.late;
    for (const [place, { tasks, days: open }] of Object.entries(figures.load)) {
      const there = load.get(place) ?? { tasks: 0, days: 0 };
      load.set(place, { tasks: there.tasks + tasks, days: there.days + open });
    }
    if (figures.endedAt !== null) days.push((figures.endedAt - figures.startedAt) / DAY_MS);
  }
  summary.ended = days.length;
  summary.daysToEnd = quantiles(days);
  summary.load = [...load]
    .map(([place, each]) => ({ role: place.split(' ')[0] ?? '', level: place.split(' ')[1] ?? '', ...each }))
    .sort((a, b) => (a.role < b.role ? -1 : a.role > b.role ? 1 : rankOf(a.level) - rankOf(b.level)));
  return summary;
}

function quantiles(days: number[]): Summary['daysToEnd'] {
  if (days.length === 0) return { median: null, nineTenths: null, mean: null };
  days.sort((a, b) => a - b);
  const at = (share: number): number => days[Math.min(days.length - 1, Math.floor(share * days.length))]!;
  return { median: at(0.5), nineTenths: at(0.9), mean: days.reduce((sum, each) => sum + each, 0) / days.length };
}
