import type { Box } from './process-files.ts';

/** Do two rectangles share an inner point? Touching edges do not count. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Does `outer` hold `inner` wholly? */
export function holds(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The straight pieces of a path, as rectangles of no thickness. */
export function pieces(path: readonly { x: number; y: number }[]): Box[] {
  return path.slice(1).map((to, index) => {
    const from = path[index]!;
    return {
      x: Math.min(from.x, to.x),
      y: Math.min(from.y, to.y),
      width: Math.abs(to.x - from.x),
      height: Math.abs(to.y - from.y),
    };
  });
}

/** Does a piece of a path run through the inside of a rectangle? */
export function runsThrough(piece: Box, shape: Box): boolean {
  return (
    piece.x < shape.x + shape.width &&
    piece.x + piece.width > shape.x &&
    piece.y < shape.y + shape.height &&
    piece.y + piece.height > shape.y
  );
}

/** Middle of a rectangle, left to right. */
export const middle = (box: Box): number => box.x + box.width / 2;
