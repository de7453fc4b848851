/** The `type` words of the contract's error bodies, as the Camunda 7 line spells them. */
export type EngineErrorType =
  | 'ProcessEngineException'
  | 'RestException'
  | 'InvalidRequestException'
  | 'NullValueException'
  | 'BadUserRequestException'
  | 'NotValidException'
  | 'NotFoundException'
  | 'OptimisticLockingException'
  | 'MismatchingMessageCorrelationException'
  | 'TaskAlreadyClaimedException'
  | 'MigrationPlanValidationException'
  | 'ParseException';

/**
 * A command that cannot be carried out. Nothing of it was kept.
 * `code` is what the contract's error body carries: 0 when the engine refused, null when the request itself was wrong.
 */
export class EngineError extends Error {
  readonly type: EngineErrorType;
  readonly code: number | null;
  constructor(type: EngineErrorType, message: string, options: { code?: number | null; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'EngineError';
    this.type = type;
    this.code = options.code === undefined ? 0 : options.code;
  }
}

/** An instruction that cannot be followed in this instance: the caller's mistake. */
export class InstructionRefused extends EngineError {
  constructor(message: string) {
    super('ProcessEngineException', message);
    this.name = 'InstructionRefused';
  }
}

/** A run throws a signal: read the families that may hear it, and run again with them. */
export class SignalReceiversNotLoaded extends Error {
  readonly signalName: string;
  constructor(signalName: string) {
    super(`the receivers of signal '${signalName}' are not loaded`);
    this.name = 'SignalReceiversNotLoaded';
    this.signalName = signalName;
  }
}

/** A run met a definition that is deployed but not in memory: load it, read the family again and run again. */
export class DefinitionNotLoaded extends Error {
  readonly definitionId: string;
  constructor(definitionId: string) {
    super(`definition ${definitionId} is not loaded`);
    this.name = 'DefinitionNotLoaded';
    this.definitionId = definitionId;
  }
}
