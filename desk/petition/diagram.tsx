import { useEffect, useRef, useState } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { reasonOf } from '../shell/http.ts';
import { Notice } from '../shell/notice.tsx';
import type { ActivityInstance } from '../wire/engine.ts';
import type { ElementMark, Mark } from './element-marks.ts';
import type { PathViewer } from './path-viewer.ts';

const LEGEND: readonly [Mark, 'markPassed' | 'markWaiting' | 'markLate' | 'markFailed' | 'markCanceled'][] = [
  ['passed', 'markPassed'],
  ['waiting', 'markWaiting'],
  ['late', 'markLate'],
  ['failed', 'markFailed'],
  ['canceled', 'markCanceled'],
];

/** A process diagram with the path of one instance painted on it. The drawing library is loaded when it is first needed. */
export function Diagram(props: {
  name: string;
  xml: string;
  activities: readonly ActivityInstance[];
  marks: ReadonlyMap<string, ElementMark>;
  nameOfCalled: (instanceId: string) => string;
  onElement: (element: { id: string; name: string } | undefined) => void;
  onStepIn: (instanceId: string) => void;
}) {
  const container = useRef<HTMLElement>(null);
  const [viewer, setViewer] = useState<PathViewer>();
  const [failure, setFailure] = useState<unknown>();
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    let gone = false;
    let opened: PathViewer | undefined;
    const open = async () => {
      const { openPathViewer } = await import('./path-viewer.ts');
      if (gone || !container.current) return;
      opened = await openPathViewer(container.current, props.xml);
      if (gone) {
        opened.destroy();
        return;
      }
      opened.onElement((element) => latest.current.onElement(element));
      setViewer(opened);
    };
    open().catch((error: unknown) => setFailure(error));
    return () => {
      gone = true;
      opened?.destroy();
      setViewer(undefined);
    };
  }, [props.xml]);
  useEffect(() => {
    viewer?.paint(props.marks, props.activities, (instanceIds) => {
      const label = say('stepInto', { name: latest.current.nameOfCalled(instanceIds.at(-1) ?? '') });
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'step-in';
      button.textContent = `⤵ ${say('stepIn')}`;
      button.setAttribute('aria-label', label);
      button.title = label;
      button.addEventListener('click', () => latest.current.onStepIn(instanceIds.at(-1) ?? ''));
      return button;
    });
  }, [viewer, props.marks, props.activities]);
  const waits = [...props.marks.values()].some(({ mark }) => mark !== 'passed' && mark !== 'canceled');
  return (
    <figure class="diagram">
      {failure ? <Notice tone="bad">{say('failed', { reason: reasonOf(failure) })}</Notice> : null}
      <section ref={container} class="diagram-canvas" aria-label={say('diagram', { name: props.name })} />
      <div class="diagram-tools">
        <button type="button" onClick={() => viewer?.zoomBy(1.25)} aria-label={say('zoomIn')} title={say('zoomIn')}>
          ＋
        </button>
        <button type="button" onClick={() => viewer?.zoomBy(0.8)} aria-label={say('zoomOut')} title={say('zoomOut')}>
          －
        </button>
        <button type="button" onClick={() => viewer?.zoomWhole()}>
          {say('zoomFit')}
        </button>
        <button type="button" disabled={!waits} onClick={() => viewer?.showWaiting()}>
          {say('zoomNow')}
        </button>
      </div>
      <figcaption>
        <ul class="legend" aria-label={say('legend')}>
          {LEGEND.map(([mark, key]) => (
            <li key={mark} class={`legend-${mark}`}>
              {say(key)}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}
