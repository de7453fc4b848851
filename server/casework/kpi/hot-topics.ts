import { type Facts, isWithin } from './facts.ts';
import { groupBy, SMALLEST_SHOWN } from './figure.ts';

const TOWN_CODE_LENGTH = 9;
const MOST = 20;

/** A subject in a town. `ratio` compares with as long a time before; null when that had none. */
export interface HotTopic {
  subjectCode: string;
  areaCode: string;
  count: number;
  persons: number;
  ratio: number | null;
}

/** 热点: what most people brought, by subject and town; cells of fewer than five persons are left out altogether. */
export function hotTopics({ petitions, registered, period }: Facts): HotTopic[] {
  const lengthMs = period.beforeMs - period.fromMs;
  const earlier = { fromMs: period.fromMs - lengthMs, beforeMs: period.fromMs };
  const cell = ({ subjectCode, areaCode }: { subjectCode: string; areaCode: string }) =>
    `${subjectCode} ${areaCode.slice(0, TOWN_CODE_LENGTH)}`;
  const before = groupBy(
    petitions.filter(({ receivedAt }) => isWithin(earlier, receivedAt)),
    cell,
  );
  const topics = [...groupBy(registered, cell)].map(([key, entries]) => {
    const [subjectCode = '', areaCode = ''] = key.split(' ');
    const persons = new Set(entries.map(({ id, petitionerHash }) => petitionerHash ?? id)).size;
    const was = before.get(key)?.length ?? 0;
    return { subjectCode, areaCode, count: entries.length, persons, ratio: was === 0 ? null : entries.length / was };
  });
  return topics
    .filter(({ persons }) => persons >= SMALLEST_SHOWN)
    .toSorted((a, b) => b.count - a.count || (a.subjectCode + a.areaCode < b.subjectCode + b.areaCode ? -1 : 1))
    .slice(0, MOST);
}
