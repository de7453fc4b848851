import type { Problem } from './graph.ts';

/**
 * Finds places in the XML text by element id, since the parser keeps none.
 * Lines and columns count from 1.
 */
export class SourceText {
  readonly #text: string;
  #lineStarts: number[] | null = null;

  constructor(text: string) {
    this.#text = text;
  }

  /** Adds line and column to a problem that names an element. */
  locate(problem: Problem): Problem {
    if (problem.elementId === undefined || problem.line !== undefined) return problem;
    const place = this.#placeOf(problem.elementId);
    return place ? { ...problem, ...place } : problem;
  }

  #placeOf(id: string): { line: number; column: number } | null {
    const escaped = id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const match = new RegExp(`\\bid\\s*=\\s*["']${escaped}["']`).exec(this.#text);
    if (!match) return null;
    const start = Math.max(this.#text.lastIndexOf('<', match.index), 0);
    return this.#lineAndColumn(start);
  }

  #lineAndColumn(offset: number): { line: number; column: number } {
    if (!this.#lineStarts) {
      this.#lineStarts = [0];
      for (let at = this.#text.indexOf('\n'); at >= 0; at = this.#text.indexOf('\n', at + 1)) {
        this.#lineStarts.push(at + 1);
      }
    }
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lineStarts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - this.#lineStarts[low]! + 1 };
  }
}
