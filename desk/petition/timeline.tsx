import { useMemo, useState } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { DataTable } from '../shell/data-table.tsx';
import { secondText } from '../shell/when.ts';
import type { CodeLists, Petition } from '../wire/register.ts';
import type { InstanceRecord } from './petition-family.ts';
import { type EntryKind, timelineEntries } from './timeline-entries.ts';

const KINDS: readonly [EntryKind | 'all', 'everything' | 'people' | 'machine' | 'registerEvents'][] = [
  ['all', 'everything'],
  ['people', 'people'],
  ['machine', 'machine'],
  ['register', 'registerEvents'],
];

/** Rows shown before somebody asks for more: a petition through all levels has several hundred. */
const AT_FIRST = 40;

/** Who did what when, over all process instances of the petition. */
export function Timeline(props: {
  records: readonly InstanceRecord[];
  petition: Petition;
  codes: CodeLists | undefined;
  nameOfAgent: (id: string) => string;
}) {
  const [kind, setKind] = useState<EntryKind | 'all'>('all');
  const [limit, setLimit] = useState(AT_FIRST);
  const entries = useMemo(
    () => timelineEntries(props.records, props.petition, { agent: props.nameOfAgent, codes: props.codes }),
    [props.records, props.petition, props.nameOfAgent, props.codes],
  );
  const chosen = kind === 'all' ? entries : entries.filter((entry) => entry.kind === kind);
  const hidden = chosen.length - limit;
  return (
    <>
      <fieldset class="choices">
        <legend class="unseen">{say('show')}</legend>
        {KINDS.map(([each, key]) => (
          <button key={each} type="button" aria-pressed={kind === each} onClick={() => setKind(each)}>
            {say(key)}
          </button>
        ))}
      </fieldset>
      <DataTable
        caption={say('timeline')}
        rows={chosen.slice(0, limit)}
        keyOf={(entry) => entry.key}
        empty={say('timelineNone')}
        markOf={(entry) => (entry.bad ? 'row-late' : undefined)}
        columns={[
          { key: 'what', heading: say('what'), part: 'lead', cell: (entry) => <strong>{entry.what}</strong> },
          { key: 'at', heading: say('at'), cell: (entry) => <span class="time">{secondText(entry.at)}</span> },
          { key: 'who', heading: say('who'), cell: (entry) => <span class="nowrap">{entry.who}</span> },
          { key: 'result', heading: say('result'), cell: (entry) => entry.result || '—' },
          { key: 'where', heading: say('where'), cell: (entry) => <span class="nowrap">{entry.where}</span> },
        ]}
      />
      {hidden > 0 && (
        <p>
          <button type="button" onClick={() => setLimit(chosen.length)}>
            {say('showMore')} ({hidden})
          </button>
        </p>
      )}
    </>
  );
}
