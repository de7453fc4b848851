import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type { PathStep } from './what-if-run.ts';

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

/**
 * Draws a diagram with the steps of a path marked, and the flows between two of them. What only one of both paths has is in view.
 * @param elsewhere ids of the steps of the other path
 * @returns what takes the drawing away
 */
export async function drawPath(
  container: HTMLElement,
  xml: string,
  steps: readonly PathStep[],
  elsewhere: ReadonlySet<string>,
): Promise<() => void> {
  const viewer = new NavigatedViewer({
    container,
    moddleExtensions: { camunda },
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
  });
  await viewer.importXML(xml);
  const canvas = viewer.get<Canvas>('canvas');
  const registry = viewer.get<ElementRegistry>('elementRegistry');
  const visited = new Set(steps.map(({ activityId }) => activityId));
  const root = canvas.getRootElement().id;
  for (const id of visited) {
    if (id === root || !registry.get(id)) continue;
    canvas.addMarker(id, 'path-step');
    if (!elsewhere.has(id)) canvas.addMarker(id, 'path-only');
  }
  registry.forEach((element) => {
    const [source, target] = [element['source']?.id, element['target']?.id];
    if (visited.has(source) && visited.has(target)) canvas.addMarker(element.id, 'path-flow');
  });
  // Of both paths, so that the two drawings show the same place.
  const differing = [...new Set([...visited, ...elsewhere])].filter((id) => visited.has(id) !== elsewhere.has(id));
  show(
    canvas,
    differing.filter((id) => id !== root).flatMap((id) => boxOf(registry, id)),
  );
  return () => viewer.destroy();
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Least size of what is shown, so that texts are not blown up; and the room around it. */
const LEAST = { width: 900, height: 600 };
const MARGIN = 80;

function boxOf(registry: ElementRegistry, id: string): Box[] {
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((side) => Number(registry.get(id)?.[side]));
  // A flow has way points instead.
  if (x === undefined || y === undefined || width === undefined || height === undefined) return [];
  return [x, y, width, height].some(Number.isNaN) ? [] : [{ x, y, width, height }];
}

/** Brings these into view; all of it where there are none. */
function show(canvas: Canvas, boxes: readonly Box[]): void {
  // Any point says: in the middle.
  if (boxes.length === 0) return void canvas.zoom('fit-viewport', { x: 0, y: 0 });
  const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
  const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
  const width = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN - x;
  const height = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN - y;
  canvas.viewbox({
    x: x - Math.max(0, LEAST.width - width) / 2,
    y: y - Math.max(0, LEAST.height - height) / 2,
    width: Math.max(width, LEAST.width),
    height: Math.max(height, LEAST.height),
  });
}
