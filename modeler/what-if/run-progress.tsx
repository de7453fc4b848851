import { Notice } from '../../desk/shell/notice.tsx';
import { whatIfText as say } from './texts.ts';
import { cancelRun, type Run } from './what-if-run.ts';

/** How far a run is, and the way to stop it. */
export function RunProgress(props: { run: Run; onFailure: (error: unknown) => void }) {
  const { run } = props;
  if (run.state === 'failed') return <Notice tone="bad">{say('failed', { reason: run.reason ?? '' })}</Notice>;
  if (run.state === 'cancelled') return <Notice tone="plain">{say('cancelled')}</Notice>;
  if (run.state === 'done') return null;
  const text = run.done === 0 ? say('preparing') : say('progress', { done: run.done, total: run.total });
  return (
    <div class="what-if-progress">
      <progress max={Math.max(run.total, 1)} value={run.done} aria-label={say('whatIf')} />
      <output>{text}</output>
      <button type="button" onClick={() => cancelRun(run.id).catch(props.onFailure)}>
        {say('cancel')}
      </button>
    </div>
  );
}
