import { useState } from 'preact/hooks';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { minuteText } from '../../desk/shell/when.ts';
import { modelerText as say } from '../messages.ts';
import type { Definition } from '../open/definitions.ts';
import { type Move, readMoves } from './moves.ts';
import { UndoDialog } from './undo-dialog.tsx';

/** Moves of this process: who, when, why, how many; each may be taken back once. Read anew when `round` changes. */
export function MoveHistory(props: {
  processKey: string;
  versions: readonly Definition[];
  round: number;
  onUndone: (back: Move) => void;
}) {
  const moves = useLoaded(() => readMoves(props.processKey), [props.processKey, props.round]);
  const [undoing, setUndoing] = useState<Move>();
  if (!moves.value || moves.value.length === 0) return null;
  const undone = new Set(moves.value.map((each) => each.undoes));
  const versionOf = (id: string) => props.versions.find((each) => each.id === id)?.version ?? '?';
  return (
    <section class="move-record">
      <h3>{say('moveHistory')}</h3>
      <ul class="move-history">
        {moves.value.map((each) => (
          <li key={each.id}>
            {say(each.undoes === null ? 'moveTold' : 'undoTold', {
              at: minuteText(new Date(each.askedAt).toISOString()),
              author: each.author,
              count: each.count,
              from: versionOf(each.from),
              to: versionOf(each.to),
            })}{' '}
            <span class="faint">{each.reason}</span>{' '}
            {each.undoes !== null ? null : undone.has(each.id) ? (
              <span class="faint">{say('undoDone')}</span>
            ) : (
              <button type="button" onClick={() => setUndoing(each)}>
                {say('undoMove')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {undoing ? (
        <UndoDialog
          move={undoing}
          onClose={(back) => {
            setUndoing(undefined);
            if (back) props.onUndone(back);
          }}
        />
      ) : null}
    </section>
  );
}
