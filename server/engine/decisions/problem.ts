/** One thing that is wrong with a DMN file. */
export interface Problem {
  /** The element it is found at; absent when the file as a whole is wrong. */
  elementId?: string;
  /** The attribute or part of the element: `hitPolicy`, `text`, `typeRef`, … */
  property?: string;
  reason: string;
  /** From 1, in the file. */
  line?: number;
  column?: number;
  /**
   * `error`: the reference refuses the file too. `late`: the reference deploys it and fails when the decision is
   * evaluated; the compiled decision does the same, for whoever wants to deploy it all the same. `warning`: it works,
   * but hardly as meant.
   */
  severity: 'error' | 'late' | 'warning';
}

/** Gathers problems and finds the place of each element in the file. */
export class ProblemList {
  readonly problems: Problem[] = [];
  private readonly xml: string;

  constructor(xml: string) {
    this.xml = xml;
  }

  add(
    severity: Problem['severity'],
    elementId: string | undefined,
    property: string | undefined,
    reason: string,
  ): void {
    const problem: Problem = { reason, severity };
    if (elementId !== undefined) Object.assign(problem, { elementId }, this.place(elementId));
    if (property !== undefined) problem.property = property;
    this.problems.push(problem);
  }

  /** Line and column of the tag that carries the id. */
  private place(elementId: string): { line: number; column: number } | undefined {
    const escaped = elementId.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const found = new RegExp(`\\sid\\s*=\\s*(["'])${escaped}\\1`).exec(this.xml);
    if (found === null) return undefined;
    const tag = this.xml.lastIndexOf('<', found.index);
    const before = this.xml.slice(0, tag);
    return { line: before.split('\n').length, column: tag - before.lastIndexOf('\n') };
  }
}
