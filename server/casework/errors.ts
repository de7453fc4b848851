/** One thing wrong with a request: the field (empty when it belongs to none) and the reason, in Chinese. */
export interface Problem {
  field: string;
  reason: string;
}

/** An answer other than success, with its reasons. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  /** Further members of the answer. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    code: string,
    problems: readonly Problem[],
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(problems.map((problem) => problem.reason).join('；'));
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.problems = problems;
    this.more = more;
  }
}

/** A business outcome that a process catches as a BPMN error: `ERR_…`, with the outputs its topic promises. */
export class BusinessOutcome extends Refusal {
  readonly variables: Readonly<Record<string, unknown>>;

  constructor(code: `ERR_${string}`, reason: string, variables: Readonly<Record<string, unknown>> = {}) {
    super(409, code, [{ field: '', reason }], { variables });
    this.name = 'BusinessOutcome';
    this.variables = variables;
  }
}

/** Values that break a rule. */
export const invalid = (problems: readonly Problem[]): Refusal => new Refusal(422, 'invalid', problems);

/** Something that is not there. */
export const notFound = (reason: string): Refusal => new Refusal(404, 'notFound', [{ field: '', reason }]);

/** Something that does not go with the state of things. */
export const conflict = (reason: string): Refusal => new Refusal(409, 'conflict', [{ field: '', reason }]);
