import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import { type Place, showPlace, showReadable } from '../shell/readable-view.ts';
import type { ActivityInstance } from '../wire/engine.ts';
import type { ElementMark } from './element-marks.ts';
import { type Flow, walkedFlows } from './walked-flows.ts';

/** What the page can do with an open diagram. */
export interface PathViewer {
  /** Paints marks, walked flows and step-in buttons; what was painted before is taken away. */
  paint: (
    marks: ReadonlyMap<string, ElementMark>,
    activities: readonly ActivityInstance[],
    stepInButton: (instanceIds: readonly string[]) => HTMLElement,
  ) => void;
  onElement: (listener: (element: { id: string; name: string } | undefined) => void) => void;
  zoomBy: (factor: number) => void;
  zoomWhole: () => void;
  /** Scrolls to where the instance waits or failed. */
  showWaiting: () => void;
  destroy: () => void;
}

/** The part of bpmn-js's elements that is read here. */
interface DiagramElement extends Place {
  id: string;
  type: string;
  source?: { id: string };
  target?: { id: string; type: string; incoming?: readonly unknown[] };
  businessObject?: { name?: string };
  /** What is drawn inside: an expanded sub-process has some. */
  children?: readonly unknown[];
  labelTarget?: { id: string };
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/** Opens `xml` for reading in `container`. Rejects with bpmn-js's own error when the diagram cannot be drawn. */
export async function openPathViewer(container: HTMLElement, xml: string): Promise<PathViewer> {
  const viewer = new NavigatedViewer({
    container,
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
  });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const overlays = viewer.get<Overlays>('overlays');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const elements = (): DiagramElement[] => registry.getAll() as DiagramElement[];
  let painted: [id: string, marker: string][] = [];
  let waiting: string[] = [];

  const placeOf = (id: string | undefined): DiagramElement | undefined => elements().find((each) => each.id === id);
  const showFirst = () => {
    const place = placeOf(waiting[0]);
    if (place) showReadable(canvas, place);
    else
      showReadable(
        canvas,
        elements().find((element) => element.type === 'bpmn:StartEvent'),
        60,
      );
  };
  const mark = (id: string, marker: string) => {
    if (!registry.get(id)) return;
    canvas.addMarker(id, marker);
    painted.push([id, marker]);
  };

  showFirst();
  return {
    paint: (marks, activities, stepInButton) => {
      for (const [id, marker] of painted) canvas.removeMarker(id, marker);
      painted = [];
      overlays.clear();
      const flows = elements().flatMap(toFlow);
      for (const id of walkedFlows(flows, activities)) mark(id, 'flow-walked');
      for (const [id, { mark: how, times, called }] of marks) {
        if (!registry.get(id)) continue;
        mark(id, `mark-${how}`);
        if (isContainer(placeOf(id))) mark(id, 'mark-container');
        if (times > 1) overlays.add(id, { position: { top: -12, right: 14 }, html: badge(`×${times}`) });
        if (called.length > 0) overlays.add(id, { position: { bottom: 12, left: 6 }, html: stepInButton(called) });
      }
      const first = waiting.length === 0;
      // The sub-process around a waiting task waits, too; the task is what the reader looks for.
      waiting = [...marks]
        .filter(([id, { mark: how }]) => {
          const open = how === 'waiting' || how === 'late' || how === 'failed';
          return open && placeOf(id) !== undefined && !isContainer(placeOf(id));
        })
        .map(([id]) => id);
      if (first) showFirst();
    },
    onElement: (listener) => {
      viewer.on<{ element: DiagramElement }>('element.click', ({ element }) => {
        const { id } = element.labelTarget ?? element;
        const root = canvas.getRootElement().id === id;
        listener(root || element.source ? undefined : { id, name: element.businessObject?.name || id });
      });
    },
    zoomBy: (factor) => {
      canvas.zoom(canvas.zoom() * factor);
    },
    zoomWhole: () => {
      canvas.zoom('fit-viewport');
    },
    showWaiting: () => {
      const place = placeOf(waiting[0]);
      if (place) showPlace(canvas, place, 1);
    },
    destroy: () => viewer.destroy(),
  };
}

function isContainer(element: DiagramElement | undefined): boolean {
  return (element?.children?.length ?? 0) > 0;
}

function toFlow(element: DiagramElement): Flow[] {
  if (element.type !== 'bpmn:SequenceFlow' || !element.source || !element.target) return [];
  const joins = element.target.type === 'bpmn:ParallelGateway' || element.target.type === 'bpmn:InclusiveGateway';
  return [{ id: element.id, sourceId: element.source.id, targetId: element.target.id, joins }];
}

function badge(text: string): HTMLElement {
  const element = document.createElement('span');
  element.className = 'times';
  element.textContent = text;
  return element;
}
