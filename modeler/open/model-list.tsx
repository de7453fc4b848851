import { useState } from 'preact/hooks';
import { DataTable } from '../../desk/shell/data-table.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { draftNameOf, hasDraft } from '../draft/draft-store.ts';
import type { FileKind } from '../editors/editor.ts';
import { modelerText as say } from '../messages.ts';
import { type Definition, listNewest, readRunning } from './definitions.ts';
import { addressOf } from './place.ts';

/** All that is deployed, processes and tables, newest versions, with what runs on them. */
export function ModelList() {
  const [words, setWords] = useState('');
  const processes = useLoaded(() => listNewest('bpmn'), []);
  const decisions = useLoaded(() => listNewest('dmn'), []);
  const forms = useLoaded(() => listNewest('form'), []);
  const running = useLoaded(readRunning, []);
  const matching = (all: readonly Definition[]) =>
    all.filter((each) => `${each.name ?? ''} ${each.key}`.toLowerCase().includes(words.trim().toLowerCase()));
  const runningOf = (key: string) =>
    [...(running.value ?? [])].reduce((sum, [id, count]) => (id.startsWith(`${key}:`) ? sum + count : sum), 0);
  const failure = processes.error ?? decisions.error;
  return (
    <>
      <input
        class="model-search"
        type="search"
        aria-label={say('find')}
        placeholder={say('find')}
        value={words}
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {failure ? <Notice tone="bad">{say('failed', { reason: reasonOf(failure) })}</Notice> : null}
      <div class="model-lists">
        <section aria-labelledby="processes-heading">
          <h2 id="processes-heading">{say('processes')}</h2>
          {processes.value ? (
            <Models kind="bpmn" models={matching(processes.value)} runningOf={runningOf} />
          ) : processes.error ? null : (
            <p class="empty">{say('loading')}</p>
          )}
        </section>
        <section aria-labelledby="decisions-heading">
          <h2 id="decisions-heading">{say('decisions')}</h2>
          {decisions.value ? (
            <Models kind="dmn" models={matching(decisions.value)} />
          ) : decisions.error ? null : (
            <p class="empty">{say('loading')}</p>
          )}
        </section>
        <section aria-labelledby="forms-heading">
          <h2 id="forms-heading">{say('forms')}</h2>
          {forms.value ? <Models kind="form" models={matching(forms.value)} /> : null}
        </section>
      </div>
    </>
  );
}

const CAPTIONS = { bpmn: 'processes', dmn: 'decisions', form: 'forms' } as const;

function Models(props: { kind: FileKind; models: readonly Definition[]; runningOf?: (key: string) => number }) {
  const { kind, models, runningOf } = props;
  return (
    <DataTable
      caption={say(CAPTIONS[kind])}
      rows={models}
      keyOf={(model) => model.id}
      empty={say(`${CAPTIONS[kind]}None`)}
      columns={[
        {
          key: 'name',
          heading: say('name'),
          part: 'lead',
          cell: (model) => (
            <>
              <a class="model-link" href={addressOf({ kind, key: model.key, version: undefined })}>
                {model.name ?? model.key}
              </a>{' '}
              {hasDraft(draftNameOf(kind, model.key)) ? <span class="badge badge-wait">{say('draft')}</span> : null}
              <span class="model-key">{model.key}</span>
            </>
          ),
        },
        { key: 'version', heading: say('version'), numeric: true, cell: (model) => model.version },
        ...(runningOf
          ? [
              {
                key: 'running',
                heading: say('running'),
                numeric: true,
                cell: (model: Definition) => runningOf(model.key),
              },
            ]
          : []),
      ]}
    />
  );
}
