import { useEffect, useRef, useState } from 'preact/hooks';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import { type Move, readMove } from './moves.ts';

const POLL_MS = 500;

/** How far a move is, and in the end what came of it. The focus comes here: what was pressed before is gone. */
export function MoveProgress(props: { move: Move; onOver: (move: Move) => void }) {
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.focus(), []);
  const [move, setMove] = useState({ ...props.move, done: 0 });
  useEffect(() => {
    if (move.overAt !== null) {
      props.onOver(move);
      return;
    }
    const timer = setTimeout(() => {
      // A server that is away for a moment is asked again.
      readMove(move.id).then(setMove, () => setMove({ ...move }));
    }, POLL_MS);
    return () => clearTimeout(timer);
  }, [move]);
  return (
    <div ref={element} tabIndex={-1}>
      {move.overAt === null ? (
        <Notice tone="plain">
          <progress max={move.count} value={move.done} aria-label={say('moveGoing')} />{' '}
          {say('moveProgress', { done: move.done, total: move.count })}
        </Notice>
      ) : (
        <Outcome move={move} />
      )}
    </div>
  );
}

function Outcome({ move }: { move: Move }) {
  return (
    <>
      <Notice tone="good">{say(move.undoes === null ? 'moveDone' : 'undoOver', { count: move.moved ?? 0 })}</Notice>
      {move.failures.length > 0 ? (
        <Notice tone="bad">
          {say('moveFailed', { count: move.failures.length })}
          <ul>
            {move.failures.map((each) => (
              <li key={each.processInstanceId}>
                {each.businessKey ?? each.processInstanceId} {each.reason.split('\n')[0]}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
    </>
  );
}
