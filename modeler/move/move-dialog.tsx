import type { ModdleElement } from 'bpmn-moddle';
import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import { type Definition, readXml } from '../open/definitions.ts';
import { bpmnChanges } from '../versions/bpmn-changes.ts';
import { editorName, rememberEditorName } from '../who/editor-name.ts';
import { generatePlan, movableOf, periodChanges, readProgress, readStanding, startMove } from './move-preview.ts';

const POLL_MS = 500;

async function readDiagram(definitionId: string): Promise<ModdleElement> {
  const [{ BpmnModdle }, { default: camunda }] = await Promise.all([
    import('bpmn-moddle'),
    import('camunda-bpmn-moddle/resources/camunda.json'),
  ]);
  return (await new BpmnModdle({ camunda }).fromXML(await readXml('bpmn', definitionId))).rootElement;
}

/** Where boundary events hang, in both versions. */
function hostsIn(root: ModdleElement): Map<string, string> {
  const hosts = new Map<string, string>();
  const walk = (scope: ModdleElement) => {
    if (scope['attachedToRef']?.id && scope.id) hosts.set(scope.id, scope['attachedToRef'].id);
    for (const each of scope['flowElements'] ?? []) walk(each);
  };
  for (const each of root['rootElements'] ?? []) walk(each);
  return hosts;
}

async function preview(from: Definition, to: Definition, updateTimers: boolean) {
  const [plan, standing, older, newer] = await Promise.all([
    generatePlan(from.id, to.id, updateTimers),
    readStanding(from.id),
    readDiagram(from.id),
    readDiagram(to.id),
  ]);
  const periods = periodChanges(bpmnChanges(older, newer), hostsIn(newer), standing);
  return { plan, movable: movableOf(plan, standing), periods };
}

/** What moving running instances to the newest version would do, and the move of all or some of them. */
export function MoveDialog(props: { from: Definition; to: Definition; onClose: () => void }) {
  const { from, to } = props;
  const [updateTimers, setUpdateTimers] = useState(true);
  const asked = useLoaded(() => preview(from, to, updateTimers), [from.id, to.id, updateTimers]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [author, setAuthor] = useState(editorName);
  const [reason, setReason] = useState('');
  const [batchId, setBatchId] = useState<string>();
  const [failure, setFailure] = useState<string>();
  const movable = asked.value?.movable ?? [];
  const able = movable.filter((each) => each.missing.length === 0);
  const chosen = able.filter((each) => !left.has(each.processInstanceId));
  const start = async () => {
    if (!asked.value) return;
    rememberEditorName(author);
    const processInstanceIds = chosen.map((each) => each.processInstanceId);
    try {
      setBatchId((await startMove({ plan: asked.value.plan, processInstanceIds, author, reason })).batchId);
    } catch (error) {
      setFailure(reasonOf(error));
    }
  };
  return (
    <Dialog
      title={say('moveTitle', { from: from.version, to: to.version })}
      close={say('close')}
      onClose={props.onClose}
    >
      {asked.error || failure ? <Notice tone="bad">{failure ?? reasonOf(asked.error)}</Notice> : null}
      {asked.value ? (
        <p>{say('moveCount', { able: able.length, stuck: movable.length - able.length })}</p>
      ) : (
        <p class="empty">{say('loading')}</p>
      )}
      <label>
        <input type="checkbox" checked={updateTimers} onChange={() => setUpdateTimers(!updateTimers)} />{' '}
        {say('moveTimers')}
      </label>
      <ul>
        {asked.value?.periods.map((each) => (
          <li key={`${each.activityId}:${each.property}`}>
            {say('movePeriod', { name: each.name, before: each.before, after: each.after, count: each.instances })}
          </li>
        ))}
      </ul>
      <div class="move-list">
        {movable.map((each) => (
          <label key={each.processInstanceId}>
            <input
              type="checkbox"
              disabled={each.missing.length > 0}
              checked={each.missing.length === 0 && !left.has(each.processInstanceId)}
              onChange={() => {
                const next = new Set(left);
                if (!next.delete(each.processInstanceId)) next.add(each.processInstanceId);
                setLeft(next);
              }}
            />{' '}
            {each.businessKey ?? each.processInstanceId}{' '}
            <span class="faint">
              {each.missing.length > 0
                ? say('moveMissing', { steps: each.missing.join('、') })
                : each.activities.map(({ name }) => name).join('、')}
            </span>
          </label>
        ))}
      </div>
      {batchId === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <label class="publish-name">
            <span>{say('moveWho')}</span>
            <input required value={author} maxLength={100} onInput={(event) => setAuthor(event.currentTarget.value)} />
          </label>
          <label class="publish-name">
            <span>{say('moveReason')}</span>
            <input
              required
              minLength={4}
              maxLength={500}
              value={reason}
              onInput={(event) => setReason(event.currentTarget.value)}
            />
          </label>
          <div class="actions">
            <button type="submit" class="primary" disabled={chosen.length === 0}>
              {say('moveStart', { count: chosen.length })}
            </button>
          </div>
        </form>
      ) : (
        <Progress batchId={batchId} count={chosen.length} />
      )}
    </Dialog>
  );
}

/** How far the move is, until the engine has done with it. */
function Progress({ batchId, count }: { batchId: string; count: number }) {
  const [state, setState] = useState<{ done: number; failed: number; total: number } | 'over'>({
    done: 0,
    failed: 0,
    total: count,
  });
  useEffect(() => {
    if (state === 'over') return;
    const timer = setTimeout(() => {
      readProgress(batchId).then(
        (progress) => setState(progress ?? 'over'),
        () => setState({ ...state }),
      );
    }, POLL_MS);
    return () => clearTimeout(timer);
  }, [batchId, state]);
  if (state === 'over') return <Notice tone="good">{say('moveDone', { count })}</Notice>;
  return (
    <Notice tone={state.failed > 0 ? 'bad' : 'plain'}>
      <progress max={state.total} value={state.done} /> {say('moveProgress', { ...state })}
    </Notice>
  );
}
