import type { ModdleElement } from 'bpmn-moddle';
import type Canvas from 'diagram-js/lib/core/Canvas';
import { type Place, SMALLEST_READABLE_ZOOM, showPlace } from '../../desk/shell/readable-view.ts';

/**
 * Brings the start of a diagram that is too large to be read as a whole into view, before it is drawn:
 * each later change of size has the browser set every text anew.
 * @param leftPx screen pixels between the left edge and the start
 * @returns false where the whole can be shown, or nothing is known of its size
 */
export function showStartBeforeDrawing(canvas: Canvas, definitions: ModdleElement, leftPx: number): boolean {
  const drawn: ModdleElement[] = definitions['diagrams']?.[0]?.plane?.planeElement ?? [];
  const shapes = drawn.filter((each) => each['bounds']);
  const start = shapes
    .filter((each) => each['bpmnElement']?.$type === 'bpmn:StartEvent')
    .map((each): Place => each['bounds'])
    .toSorted((a, b) => a.x - b.x)[0];
  if (!start) return false;
  const { width, height } = sizeOf(shapes.map((each): Place => each['bounds']));
  const { outer } = canvas.viewbox();
  if (Math.min(outer.width / width, outer.height / height) >= SMALLEST_READABLE_ZOOM) return false;
  showPlace(canvas, start, SMALLEST_READABLE_ZOOM, leftPx);
  return true;
}

function sizeOf(places: readonly Place[]): { width: number; height: number } {
  const right = Math.max(...places.map(({ x, width }) => x + width));
  const bottom = Math.max(...places.map(({ y, height }) => y + height));
  return {
    width: right - Math.min(...places.map(({ x }) => x)),
    height: bottom - Math.min(...places.map(({ y }) => y)),
  };
}
