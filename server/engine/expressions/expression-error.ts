import { EngineError } from '../engine-error.ts';

/** An expression text that cannot be compiled. `position` counts characters of `source` from 0. */
export class ExpressionSyntaxError extends Error {
  readonly source: string;
  readonly position: number;
  readonly reason: string;
  constructor(source: string, position: number, reason: string, message = `Error parsing '${source}': ${reason}`) {
    super(message);
    this.name = 'ExpressionSyntaxError';
    this.source = source;
    this.position = position;
    this.reason = reason;
  }
}

/** An expression that failed while it was evaluated, worded as the Camunda 7 line words it. */
export class ExpressionError extends EngineError {
  readonly source: string;
  constructor(source: string, message: string, cause?: unknown) {
    super('ProcessEngineException', message, cause === undefined ? {} : { cause });
    this.name = 'ExpressionError';
    this.source = source;
  }
}

/** What goes wrong inside an evaluation, before the expression's text is known: turned into `ExpressionError` on the way out. */
export class EvaluationFailure extends Error {
  readonly kind: 'property' | 'method' | 'other';
  constructor(kind: 'property' | 'method' | 'other', reason: string) {
    super(reason);
    this.name = 'EvaluationFailure';
    this.kind = kind;
  }
}
