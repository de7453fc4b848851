/** One thing wrong with a request: the field (empty when it belongs to none) and the reason, in Chinese. */
export interface Problem {
  field: string;
  reason: string;
}

/** An answer other than success: `{ code, errors }`, as the register answers. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];

  constructor(status: number, code: string, problems: readonly Problem[]) {
    super(problems.map(({ reason }) => reason).join('；'));
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}
