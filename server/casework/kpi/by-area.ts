import type { Facts } from './facts.ts';
import { type Figure, groupBy } from './figure.ts';
import { localSettlement } from './levels.ts';
import { firstVisitResolution, repeatRate } from './return.ts';
import { satisfaction } from './satisfaction.ts';
import { acceptOnTime, onTimeRate } from './timeliness.ts';

/** Lengths of the codes of city, district, town and community. */
const CODE_LENGTHS = [4, 6, 9, 12];

/** What the places below one are compared by. */
export interface AreaFigures {
  areaCode: string;
  registered: number;
  concluded: number;
  onTimeRate: Figure;
  acceptOnTime: Figure;
  firstVisitResolution: Figure;
  repeatRate: Figure;
  satisfaction: Figure;
  localSettlement: Figure;
}

/**
 * The figures of each place one level below the one that was asked for (of the districts when none was), by code: those in which anything
 * was registered or concluded. A place has no figure of its own below five, as everywhere.
 */
export function byArea(facts: Facts, areaCode: string): AreaFigures[] {
  const below = CODE_LENGTHS.find((length) => length > Math.max(areaCode.length, 4));
  if (below === undefined) return [];
  const codeOf = (entry: { areaCode: string }) => entry.areaCode.slice(0, below);
  const codes = new Set([...facts.registered, ...facts.concluded].map(codeOf));
  const petitions = groupBy(facts.petitions, codeOf);
  const areaOf = new Map(facts.petitions.map((entry) => [entry.id, codeOf(entry)]));
  const ratings = groupBy(facts.ratings, ({ petitionId }) => areaOf.get(petitionId) ?? '');
  return [...codes].toSorted().map((code) => {
    const own: Facts = {
      ...facts,
      petitions: petitions.get(code) ?? [],
      registered: facts.registered.filter((entry) => codeOf(entry) === code),
      concluded: facts.concluded.filter((entry) => codeOf(entry) === code),
      ratings: ratings.get(code) ?? [],
    };
    return {
      areaCode: code,
      registered: own.registered.length,
      concluded: own.concluded.length,
      onTimeRate: onTimeRate(own).afterExtension,
      acceptOnTime: acceptOnTime(own),
      firstVisitResolution: firstVisitResolution(own),
      repeatRate: repeatRate(own).now,
      satisfaction: satisfaction(own).all.satisfied,
      localSettlement: localSettlement(own).community,
    };
  });
}
