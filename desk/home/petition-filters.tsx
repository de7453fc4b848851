import { homeText as say } from '../messages/home.ts';
import { areaOptions } from '../wire/area-options.ts';
import type { Area, CodeLabel, CodeLists, PetitionFilters } from '../wire/register.ts';

/** The filters above the list. A choice works at once; words work when sent. */
export function PetitionFilterForm(props: {
  filters: PetitionFilters;
  codes: CodeLists | undefined;
  areas: readonly Area[];
  onChange: (filters: PetitionFilters) => void;
  onClear: () => void;
}) {
  const { filters, codes } = props;
  const choice = (name: keyof PetitionFilters, heading: string, any: string, options: readonly CodeLabel[]) => (
    <select
      name={name}
      aria-label={heading}
      value={filters[name]}
      onChange={(event) => props.onChange({ ...filters, [name]: event.currentTarget.value })}
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.code} value={option.code}>
          {option.label}
        </option>
      ))}
    </select>
  );
  const filtered = Object.values(filters).some((value) => value !== '');
  return (
    <search class="filters">
      <form
        aria-label={say('filters')}
        onSubmit={(event) => {
          event.preventDefault();
          const words = new FormData(event.currentTarget).get('q');
          props.onChange({ ...filters, q: typeof words === 'string' ? words.trim() : '' });
        }}
      >
        {choice('state', say('state'), say('anyState'), codes?.['state'] ?? [])}
        {choice('areaCode', say('area'), say('anyArea'), areaOptions(props.areas))}
        {choice('subjectCode', say('subject'), say('anySubject'), codes?.['subjectCode'] ?? [])}
        {choice('level', say('level'), say('anyLevel'), codes?.['level'] ?? [])}
        {choice('late', say('deadline'), say('anyTime'), [
          { code: 'true', label: say('onlyLate') },
          { code: 'false', label: say('notLate') },
        ])}
        <input
          key={filters.q}
          class="filter-words"
          type="search"
          name="q"
          aria-label={say('words')}
          defaultValue={filters.q}
          placeholder={say('words')}
        />
        <button type="submit">{say('search')}</button>
        {filtered ? (
          <button type="button" class="quiet" onClick={props.onClear}>
            {say('clear')}
          </button>
        ) : null}
      </form>
    </search>
  );
}
