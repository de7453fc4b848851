import { LEVEL_LADDER, type Level } from '../codes.ts';
import type { EntryFacts } from '../tables/kpi-facts.ts';
import type { Facts } from './facts.ts';
import { type Figure, share } from './figure.ts';

const LEVEL_BY_CODE_LENGTH: Readonly<Record<number, Level>> = { 4: 'city', 6: 'district', 9: 'town', 12: 'community' };
const rung = (level: Level | undefined | null): number => (level ? LEVEL_LADDER.indexOf(level) : 0);

/** 提级占比: the highest level that took part, as shares of the concluded. */
export function escalationShare({ concluded }: Facts): Record<Level, Figure> {
  const led = concluded.filter(({ highestLevel }) => highestLevel !== null);
  const of = (level: Level) => share(led.filter(({ highestLevel }) => highestLevel === level).length, led.length);
  return { community: of('community'), town: of('town'), district: of('district'), city: of('city') };
}

/** The level at which it was settled: the highest agent who took part, or the unit that answered when that stands above. */
function settledLevel({ highestLevel, sentToUnitAt, leadUnitArea }: EntryFacts): Level {
  const unitLevel = sentToUnitAt === null ? undefined : LEVEL_BY_CODE_LENGTH[leadUnitArea?.length ?? 0];
  return LEVEL_LADDER[Math.max(rung(highestLevel), rung(unitLevel))] ?? 'community';
}

/** 小事不出村: settled in the community, and no higher than the town, among the concluded. */
export function localSettlement({ concluded }: Facts): { community: Figure; town: Figure } {
  const upTo = (level: Level) => concluded.filter((entry) => rung(settledLevel(entry)) <= rung(level)).length;
  return { community: share(upTo('community'), concluded.length), town: share(upTo('town'), concluded.length) };
}
