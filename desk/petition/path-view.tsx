import { useMemo, useState } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { reasonOf } from '../shell/http.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { readProcessXml } from '../wire/engine.ts';
import type { Step } from '../wire/register.ts';
import { Diagram } from './diagram.tsx';
import { elementMarks } from './element-marks.ts';
import { ElementPanel } from './element-panel.tsx';
import { InstanceTree } from './instance-tree.tsx';
import { callChain, type InstanceRecord, nameOf } from './petition-family.ts';

/** The diagram of one instance with its path, the way back to its callers, and what happened at the chosen element. */
export function PathView(props: {
  records: readonly InstanceRecord[];
  shown: InstanceRecord;
  steps: readonly Step[] | null;
  nameOfAgent: (id: string) => string;
  onShow: (instanceId: string) => void;
}) {
  const { records, shown, steps } = props;
  const [chosen, setChosen] = useState<{ instanceId: string; element: { id: string; name: string } }>();
  const definitionId = shown.instance.processDefinitionId;
  const xml = useLoaded(async () => ({ definitionId, xml: await readProcessXml(definitionId) }), [definitionId]);
  const marks = useMemo(() => elementMarks(shown, steps, Date.now()), [shown, steps]);
  const element = chosen?.instanceId === shown.instance.id ? chosen.element : undefined;
  const chain = callChain(records, shown.instance.id);
  return (
    <div class="path-grid">
      <InstanceTree records={records} shownId={shown.instance.id} onShow={props.onShow} />
      <div class="path-diagram">
        <nav aria-label={say('breadcrumb')}>
          <ol class="breadcrumb">
            {chain.map((record) => (
              <li key={record.instance.id}>
                {record === shown ? (
                  <span aria-current="page">{nameOf(record)}</span>
                ) : (
                  <button type="button" class="quiet" onClick={() => props.onShow(record.instance.id)}>
                    {nameOf(record)}
                  </button>
                )}
              </li>
            ))}
          </ol>
        </nav>
        {xml.error ? <Notice tone="bad">{say('failed', { reason: reasonOf(xml.error) })}</Notice> : null}
        {xml.value?.definitionId === definitionId ? (
          <Diagram
            key={shown.instance.id}
            name={nameOf(shown)}
            xml={xml.value.xml}
            activities={shown.activities}
            marks={marks}
            nameOfCalled={(id) => {
              const called = records.find((record) => record.instance.id === id);
              return called ? nameOf(called) : id;
            }}
            onElement={(found) => setChosen(found ? { instanceId: shown.instance.id, element: found } : undefined)}
            onStepIn={props.onShow}
          />
        ) : xml.error ? null : (
          <p class="empty">{say('loading')}</p>
        )}
      </div>
      <ElementPanel
        record={shown}
        element={element}
        records={records}
        nameOfAgent={props.nameOfAgent}
        onClose={() => setChosen(undefined)}
        onStepIn={props.onShow}
      />
    </div>
  );
}
