import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { minuteText } from '../../desk/shell/when.ts';
import { readXml } from '../open/definitions.ts';
import { whatIfText as say } from './texts.ts';
import { type PathStep, readPaths, type TriedModel, type TwoPaths } from './what-if-run.ts';

/** Both paths of a petition, process by process: drawn side by side, and step by step. */
export function TwoPathsView(props: { runId: string; rootId: string; name: string; tried: readonly TriedModel[] }) {
  const read = useLoaded(() => readPaths(props.runId, props.rootId), [props.runId, props.rootId]);
  const [chosen, setChosen] = useState<string>();
  if (read.error) return <Notice tone="bad">{reasonOf(read.error)}</Notice>;
  if (!read.value) return <p class="empty">{read.busy ? say('loading') : ''}</p>;
  const keys = [...new Set([...read.value.before, ...read.value.after].map(({ processKey }) => processKey))];
  const differing = keys.filter((key) => isOther(read.value, key));
  const telling = differing.find((key) => hasOwnSteps(read.value, key));
  const shown = chosen ?? telling ?? differing[0] ?? keys[0] ?? '';
  const of = (steps: readonly PathStep[]) => steps.filter(({ processKey }) => processKey === shown);
  const [before, after] = [of(read.value.before), of(read.value.after)];
  return (
    <section class="two-paths" aria-label={say('pathsOf', { name: props.name })}>
      <h4>{say('pathsOf', { name: props.name })}</h4>
      <label class="two-paths-choice">
        {say('pathProcess')}{' '}
        <select value={shown} onChange={(event) => setChosen(event.currentTarget.value)}>
          {keys.map((key) => (
            <option key={key} value={key}>
              {differing.includes(key) ? `${key} ≠` : key}
            </option>
          ))}
        </select>
      </label>
      <p class="faint">{say('pathLegend')}</p>
      <div class="two-paths-sides">
        {(['before', 'after'] as const).map((side) => (
          <Side
            key={`${side} ${shown}`}
            title={say(side)}
            steps={side === 'before' ? before : after}
            others={side === 'before' ? after : before}
            tried={side === 'after' ? props.tried : []}
            processKey={shown}
          />
        ))}
      </div>
    </section>
  );
}

/** Whether the two went other ways in a process. */
function isOther(paths: TwoPaths | null | undefined, key: string): boolean {
  const text = (steps: readonly PathStep[] = []) =>
    steps
      .flatMap(({ processKey, activityId, canceled }) => (processKey === key ? [`${activityId}${canceled}`] : []))
      .join();
  return text(paths?.before) !== text(paths?.after);
}

/** Whether one of the two met something in a process that the other did not. */
function hasOwnSteps(paths: TwoPaths | null | undefined, key: string): boolean {
  const ids = (steps: readonly PathStep[] = []) =>
    new Set(steps.flatMap(({ processKey, activityId }) => (processKey === key ? [activityId] : [])));
  const [before, after] = [ids(paths?.before), ids(paths?.after)];
  return before.size > 0 && after.size > 0 && (before.size !== after.size || [...before].some((id) => !after.has(id)));
}

function Side(props: {
  title: string;
  steps: readonly PathStep[];
  others: readonly PathStep[];
  tried: readonly TriedModel[];
  processKey: string;
}) {
  const { steps } = props;
  // Gateways without a name join what belongs together: they say nothing to a reader.
  const named = steps.filter(({ name }) => name !== null);
  const place = useRef<HTMLElement>(null);
  const [failure, setFailure] = useState<unknown>();
  const elsewhere = new Set(props.others.map(({ activityId }) => activityId));
  useEffect(() => {
    let gone = false;
    let destroy: (() => void) | undefined;
    const drawIt = async () => {
      const definitionId = steps[0]?.definitionId;
      if (definitionId === undefined) return;
      const xml =
        props.tried.find(({ kind, content }) => kind === 'bpmn' && content.includes(`id="${props.processKey}"`))
          ?.content ?? (await readXml('bpmn', definitionId));
      const { drawPath } = await import('./draw-path.ts');
      if (gone || !place.current) return;
      destroy = await drawPath(place.current, xml, steps, elsewhere);
      if (gone) destroy();
    };
    drawIt().catch(setFailure);
    return () => {
      gone = true;
      destroy?.();
    };
  }, []);
  return (
    <section>
      <h5>{props.title}</h5>
      {failure ? <Notice tone="bad">{reasonOf(failure)}</Notice> : null}
      <section ref={place} class="two-paths-drawing" aria-label={props.title} />
      <details open>
        <summary>
          {say('pathSteps')}（{named.length}）
        </summary>
        <ol class="two-paths-steps">
          {named.map((step, index) => (
            // Steps repeat; their place in the path is what tells them apart.
            <li key={`${index} ${step.activityId}`} class={elsewhere.has(step.activityId) ? '' : 'two-paths-only'}>
              <span class={step.canceled ? 'two-paths-canceled' : ''}>{step.name}</span>{' '}
              <span class="faint">{minuteText(new Date(step.startedAt).toISOString())}</span>
              {elsewhere.has(step.activityId) ? null : <span class="badge">{say('pathOnly')}</span>}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}
