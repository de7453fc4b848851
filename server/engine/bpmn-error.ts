import { EngineError } from './engine-error.ts';
import type { Token } from './token.ts';

/**
 * A script threw a BPMN error. The run loop throws it at `token` in the diagram; where nothing may catch it, it fails the
 * command like other errors.
 */
export class BpmnError extends EngineError {
  readonly errorCode: string;
  readonly errorMessage: string | null;
  /** Where it was thrown, once that is known. */
  token: Token | null = null;
  constructor(errorCode: string, errorMessage: string | null) {
    super(
      'ProcessEngineException',
      `BPMN error '${errorCode}' was thrown${errorMessage === null ? '' : `: ${errorMessage}`}`,
    );
    this.name = 'BpmnError';
    this.errorCode = errorCode;
    this.errorMessage = errorMessage;
  }
}

/** Does `work`, noting in a BPMN error that comes out of it where it was thrown. */
export function thrownAt<T>(token: Token, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw markThrown(error, token);
  }
}

/** The error itself; a BPMN error that does not say yet where it was thrown now does. */
export function markThrown(error: unknown, token: Token): unknown {
  if (error instanceof BpmnError) error.token ??= token;
  return error;
}

/** Does `work` where the reference lets nothing catch a BPMN error: it comes out as an ordinary one. */
export function uncaught<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof BpmnError) throw new EngineError('ProcessEngineException', error.message, { cause: error });
    throw error;
  }
}
