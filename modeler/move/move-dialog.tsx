import { useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import type { Definition } from '../open/definitions.ts';
import { DeadlineSummary, InstanceList } from './instance-list.tsx';
import { MoveProgress } from './move-progress.tsx';
import { type Move, previewMove, startMove, type WhoAndWhy } from './moves.ts';
import { UndoDialog } from './undo-dialog.tsx';
import { WhoAndWhyForm } from './who-and-why-form.tsx';
import './move.css';

/** What moving running instances to the newest version would do, and the move of all or some of them; `onClose` hears what was begun last: the move, or the way back. */
export function MoveDialog(props: { from: Definition; to: Definition; onClose: (begun: Move | undefined) => void }) {
  const { from, to } = props;
  const [updateTimers, setUpdateTimers] = useState(true);
  const asked = useLoaded(() => previewMove(from.id, to.id, updateTimers), [from.id, to.id, updateTimers]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [move, setMove] = useState<Move>();
  const [undoing, setUndoing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const instances = asked.value?.instances ?? [];
  const able = instances.filter((each) => each.stuck.length === 0);
  const chosen = able.map((each) => each.processInstanceId).filter((id) => !left.has(id));
  const toggle = (id: string) => {
    const next = new Set(left);
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const start = (told: WhoAndWhy) => {
    setBusy(true);
    setFailure(undefined);
    startMove({ ...told, from: from.id, to: to.id, updateTimers, processInstanceIds: chosen })
      .then(setMove, setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog
      title={say('moveTitle', { from: from.version, to: to.version })}
      close={say('close')}
      onClose={() => props.onClose(move)}
    >
      {(failure ?? asked.error) ? <Notice tone="bad">{reasonOf(failure ?? asked.error)}</Notice> : null}
      {asked.value ? (
        <p>{say('moveCount', { able: able.length, stuck: instances.length - able.length })}</p>
      ) : (
        <p class="empty">{say('loading')}</p>
      )}
      {move ? (
        <>
          <MoveProgress move={move} onOver={setMove} />
          {move.overAt !== null && (move.moved ?? 0) > 0 ? (
            <button type="button" onClick={() => setUndoing(true)}>
              {say('undoMove')}
            </button>
          ) : null}
        </>
      ) : (
        <>
          <label class="move-timers">
            <input type="checkbox" checked={updateTimers} onChange={() => setUpdateTimers(!updateTimers)} />
            {say('moveTimers')}
          </label>
          {asked.value ? <DeadlineSummary instances={able} /> : null}
          <p class="faint">{say('moveTasksKeep')}</p>
          <div class="actions">
            <button type="button" onClick={() => setLeft(new Set())}>
              {say('moveAll')}
            </button>
            <button type="button" onClick={() => setLeft(new Set(able.map((each) => each.processInstanceId)))}>
              {say('moveNone')}
            </button>
          </div>
          <InstanceList instances={instances} version={to.version} left={left} onToggle={toggle} />
          <WhoAndWhyForm
            who={say('moveWho')}
            why={say('moveReason')}
            button={say('moveStart', { count: chosen.length })}
            disabled={busy || chosen.length === 0}
            onSend={start}
          />
        </>
      )}
      {undoing && move ? (
        <UndoDialog move={move} onClose={(back) => (back ? props.onClose(back) : setUndoing(false))} />
      ) : null}
    </Dialog>
  );
}
