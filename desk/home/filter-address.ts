import { queryOf } from '../shell/http.ts';
import type { PetitionFilters } from '../wire/register.ts';

export const NO_FILTERS: PetitionFilters = { state: '', areaCode: '', subjectCode: '', level: '', late: '', q: '' };

/** Filters and page as the address bar holds them; what is missing there is unfiltered. */
export function filtersFromAddress(search: string): { filters: PetitionFilters; firstResult: number } {
  const query = new URLSearchParams(search);
  const value = (name: keyof PetitionFilters) => query.get(name) ?? '';
  const firstResult = Number(query.get('firstResult') ?? 0);
  return {
    filters: {
      state: value('state'),
      areaCode: value('areaCode'),
      subjectCode: value('subjectCode'),
      level: value('level'),
      late: value('late'),
      q: value('q'),
    },
    firstResult: Number.isInteger(firstResult) && firstResult > 0 ? firstResult : 0,
  };
}

/** Writes filters and page into the address bar without loading anything. */
export function keepInAddress(filters: PetitionFilters, firstResult: number): void {
  history.replaceState(
    null,
    '',
    `${location.pathname}${queryOf({ ...filters, firstResult: firstResult || undefined })}`,
  );
}
