import { useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import { DeadlineSummary, InstanceList } from './instance-list.tsx';
import { MoveProgress } from './move-progress.tsx';
import { type Move, previewUndo, undoMove, type WhoAndWhy } from './moves.ts';
import { WhoAndWhyForm } from './who-and-why-form.tsx';
import './move.css';

/** Taking a move back: what can go back to the former version, what cannot and why, and the way back; `onClose` hears of it when it was begun. */
export function UndoDialog(props: { move: Move; onClose: (back: Move | undefined) => void }) {
  const asked = useLoaded(() => previewUndo(props.move.id), [props.move.id]);
  const [back, setBack] = useState<Move>();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const instances = asked.value?.instances ?? [];
  const able = instances.filter((each) => each.stuck.length === 0);
  const undo = (told: WhoAndWhy) => {
    setBusy(true);
    setFailure(undefined);
    undoMove(props.move.id, told)
      .then(setBack, setFailure)
      .finally(() => setBusy(false));
  };
  return (
    <Dialog title={say('undoTitle')} close={say('close')} onClose={() => props.onClose(back)}>
      {(failure ?? asked.error) ? <Notice tone="bad">{reasonOf(failure ?? asked.error)}</Notice> : null}
      {asked.value ? (
        <>
          <p>
            {say('undoCount', {
              version: asked.value.to.version,
              able: able.length,
              stuck: instances.length - able.length,
              ended: props.move.count - instances.length,
            })}
          </p>
          {back ? (
            <MoveProgress move={back} onOver={setBack} />
          ) : (
            <>
              <DeadlineSummary instances={able} />
              <InstanceList instances={instances} version={asked.value.to.version} />
              <WhoAndWhyForm
                who={say('undoWho')}
                why={say('undoReason')}
                button={say('undoStart', { count: able.length })}
                disabled={busy || able.length === 0}
                onSend={undo}
              />
            </>
          )}
        </>
      ) : null}
    </Dialog>
  );
}
