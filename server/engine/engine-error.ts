import type { InstanceReport, InstructionReport, MigrationPlan } from './migration/plan.ts';

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
  | 'MigratingProcessInstanceValidationException'
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

/** A plan that says what cannot be; nothing was migrated. */
export class PlanNotValid extends EngineError {
  readonly reports: readonly InstructionReport[];
  constructor(plan: MigrationPlan, reports: readonly InstructionReport[]) {
    const lines = reports.map(
      ({ instruction: { source, target, updateEventTrigger }, failures }) =>
        `\t Migration instruction MigrationInstructionImpl{sourceActivityId='${source}', targetActivityId='${target}', updateEventTrigger='${updateEventTrigger}'} is not valid:\n${inLines(failures)}`,
    );
    super(
      'MigrationPlanValidationException',
      `ENGINE-23001 Migration plan for process definition '${plan.sourceDefinitionId}' to '${plan.targetDefinitionId}' is not valid:\n${lines.join('')}`,
    );
    this.name = 'PlanNotValid';
    this.reports = reports;
  }
}

/** An instance that cannot be migrated by a plan that is valid; it stays as it is. */
export class InstanceNotMigratable extends EngineError {
  readonly report: InstanceReport;
  constructor(report: InstanceReport) {
    const lines = [
      ...report.activities.map(
        ({ id, failures }) => `\tCannot migrate activity instance '${id}':\n${inLines(failures)}`,
      ),
      ...report.transitions.map(
        ({ id, failures }) => `\tCannot migrate transition instance '${id}':\n${inLines(failures)}`,
      ),
    ];
    super(
      'MigratingProcessInstanceValidationException',
      `ENGINE-23004 Cannot migrate process instance '${report.instanceId}':\n${lines.join('')}`,
    );
    this.name = 'InstanceNotMigratable';
    this.report = report;
  }
}

function inLines(failures: readonly string[]): string {
  return failures.map((failure) => `\t\t${failure}\n`).join('');
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
