import { modelerText as say } from '../messages.ts';
import type { Problem } from './problem.ts';

/** What the server refused, each with a button that goes to its element. */
export function RefusalList(props: {
  problems: readonly Problem[];
  onSelect: (elementId: string) => void;
  onClose: () => void;
}) {
  const { problems } = props;
  const [only] = problems;
  if (!only) return null;
  const whole = problems.length === 1 && only.elementIds.length === 0;
  return (
    <section class="refusals notice notice-bad" role="alert" aria-label={say('refusals')}>
      <div class="refusals-head">
        <strong>
          {whole ? say('refusedWhole', { reason: only.message }) : say('refused', { count: problems.length })}
        </strong>
        <button type="button" class="quiet" onClick={props.onClose}>
          {say('refusalClose')}
        </button>
      </div>
      {whole ? null : (
        <ul>
          {problems.map((problem) => {
            const [first] = problem.elementIds;
            return (
              <li key={`${first}:${problem.message}:${problem.line}`}>
                {first === undefined ? null : (
                  <button type="button" onClick={() => props.onSelect(first)}>
                    {first}
                  </button>
                )}
                <span>
                  {problem.message}
                  {problem.line === undefined ? null : (
                    <span class="faint"> {say('refusalLine', { line: problem.line })}</span>
                  )}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
