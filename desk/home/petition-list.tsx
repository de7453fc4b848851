import { useState } from 'preact/hooks';
import { homeText as say } from '../messages/home.ts';
import { DataTable } from '../shell/data-table.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { type Area, type CodeLists, listPetitions, type PetitionFilters } from '../wire/register.ts';
import { filtersFromAddress, keepInAddress, NO_FILTERS } from './filter-address.ts';
import { petitionColumns } from './petition-columns.tsx';
import { PetitionFilterForm } from './petition-filters.tsx';

const PAGE_SIZE = 20;

/** The register's list with filters and pages. What is chosen stays in the address, so it can be passed on and gone back to. */
export function PetitionList(props: { round: number; codes: CodeLists | undefined; areas: readonly Area[] }) {
  const [place, setPlace] = useState(() => filtersFromAddress(location.search));
  const page = useLoaded(
    () => listPetitions(place.filters, place.firstResult, PAGE_SIZE),
    [JSON.stringify(place), props.round],
  );
  const move = (filters: PetitionFilters, firstResult: number) => {
    setPlace({ filters, firstResult });
    keepInAddress(filters, firstResult);
  };
  const total = page.value?.total ?? 0;
  const from = place.firstResult;
  const shown = page.value?.items.length ?? 0;
  return (
    <section aria-labelledby="petitions-heading" aria-busy={page.busy}>
      <h2 id="petitions-heading" class="unseen">
        {say('list')}
      </h2>
      <PetitionFilterForm
        filters={place.filters}
        codes={props.codes}
        areas={props.areas}
        onChange={(filters) => move(filters, 0)}
        onClear={() => move(NO_FILTERS, 0)}
      />
      {page.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(page.error) })}</Notice> : null}
      {page.value ? (
        <DataTable
          caption={say('list')}
          columns={petitionColumns(props.codes)}
          rows={page.value.items}
          keyOf={(row) => row.petitionId}
          empty={say('listNone')}
          markOf={(row) => (row.late ? 'row-late' : undefined)}
        />
      ) : page.error ? null : (
        <p class="empty">{say('loading')}</p>
      )}
      {page.value && total > 0 ? (
        <nav class="pages" aria-label={say('pages')}>
          <button
            type="button"
            disabled={from === 0}
            onClick={() => move(place.filters, Math.max(0, from - PAGE_SIZE))}
          >
            {say('previous')}
          </button>
          <span role="status">{say('shown', { from: from + 1, to: from + shown, total })}</span>
          <button type="button" disabled={from + shown >= total} onClick={() => move(place.filters, from + PAGE_SIZE)}>
            {say('next')}
          </button>
        </nav>
      ) : null}
    </section>
  );
}
