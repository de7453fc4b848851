import type Canvas from 'diagram-js/lib/core/Canvas';

/** Labels are 12 px in the diagram; drawn smaller than this they cannot be read. */
export const SMALLEST_READABLE_ZOOM = 0.8;

/** Where something stands on a diagram, in the diagram's own units. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Puts `place` into the middle of the canvas, or near its left edge (`leftPx` screen pixels from it), at `zoom`. */
export function showPlace(canvas: Canvas, place: Place, zoom: number, leftPx?: number): void {
  const { outer } = canvas.viewbox();
  const width = outer.width / zoom;
  const height = outer.height / zoom;
  const x = leftPx === undefined ? place.x + place.width / 2 - width / 2 : place.x - leftPx / zoom;
  canvas.viewbox({ x, y: place.y + place.height / 2 - height / 2, width, height });
}

/** Shows the whole diagram where that can be read, else `place` at the smallest readable size. */
export function showReadable(canvas: Canvas, place: Place | undefined, leftPx?: number): void {
  // Worked out beforehand: each change of size has the browser set every text anew.
  const { inner, outer } = canvas.viewbox();
  const whole = Math.min(outer.width / inner.width, outer.height / inner.height);
  if (place && whole < SMALLEST_READABLE_ZOOM) showPlace(canvas, place, SMALLEST_READABLE_ZOOM, leftPx);
  else canvas.zoom('fit-viewport');
}
