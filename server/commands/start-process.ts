import { DecisionError } from '../engine/decisions/decision-error.ts';
import { EngineError, type Instruction, type Skips, startInstance, type Variables } from '../engine/engine.ts';
import { ExpressionError } from '../engine/expressions/expression-error.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { Instance } from '../engine/state.ts';
import type { EngineContext } from './engine-context.ts';
import { onNewFamily } from './execute.ts';
import { definitionPlace } from './operation-places.ts';
import { loggedAtCommit, type Operation } from './operations.ts';

export interface StartRequest {
  businessKey?: string | null;
  variables?: Variables;
  /** A message or signal start event instead of the none start event. */
  startElementId?: string;
  userId?: string | null;
  /** Tokens set by hand, instead of one at a start event. */
  instructions?: readonly Instruction[];
  skips?: Skips;
  /** The variables come from the start form. */
  submitsForm?: boolean;
  restartedInstanceId?: string | null;
}

export interface StartedProcess {
  instance: Instance;
  ended: boolean;
  /** Variables of the process instance as they are after the start. */
  variables: Record<string, TypedValue>;
}

/**
 * Starts an instance of a definition and runs it to its first wait states, in one transaction.
 * @throws NotFound when there is no such definition; EngineError when it is suspended or a step fails
 */
export async function startProcess(
  engine: EngineContext,
  definitionId: string,
  { businessKey = null, variables = {}, startElementId, userId = engine.userId, ...more }: StartRequest,
): Promise<StartedProcess> {
  let started: Instance | undefined;
  const by = loggedAtCommit(engine, () => (started ? [creation(engine, started)] : []));
  try {
    return await onNewFamily(
      by,
      (environment) => {
        const { family, changes, ...result } = startInstance(environment, {
          definition: engine.definitions.process(definitionId),
          businessKey,
          variables,
          startUserId: userId,
          ...more,
          ...(startElementId === undefined ? {} : { startElementId }),
        });
        started = result.instance;
        return { family, changes, result };
      },
      userId,
    );
  } catch (error) {
    throw worded(error, definitionId);
  }
}

function creation(engine: EngineContext, { id, definitionId }: Instance): Operation {
  const at = { ...definitionPlace(engine, definitionId), rootId: id, instanceId: id };
  return { type: 'Create', entity: 'ProcessInstance', at };
}

/** A fault of the model is worded as a failed start. */
function worded(error: unknown, definitionId: string): unknown {
  if (!(error instanceof EngineError) || error.type !== 'ProcessEngineException') return error;
  return new StartFailed(`Cannot instantiate process definition ${definitionId}: ${error.message}`, error);
}

/** A step of the model failed while an instance started; nothing was kept. */
export class StartFailed extends EngineError {
  /**
   * Whether an expression, a decision or the choice of a flow failed on the values it met. Otherwise the model cannot run
   * as it is deployed: it names a decision or process that is not there, calls itself, or loops without waiting.
   */
  readonly onValues: boolean;
  constructor(message: string, cause: EngineError) {
    super('RestException', message, { code: cause.code, cause });
    this.name = 'StartFailed';
    this.onValues =
      cause instanceof ExpressionError || cause instanceof DecisionError || cause.message.startsWith('ENGINE-02004');
  }
}
