import type { Variables } from '../variables.ts';

/** How running instances of one definition become instances of another. */
export interface MigrationPlan {
  readonly sourceDefinitionId: string;
  readonly targetDefinitionId: string;
  readonly instructions: readonly MigrationInstruction[];
  /** Written at the process instance once it is migrated. */
  readonly variables: Variables;
}

/** One activity of the source diagram that goes on as one of the target's. Ids as on the wire, with `#multiInstanceBody`. */
export interface MigrationInstruction {
  readonly source: string;
  readonly target: string;
  /** Whether timers, messages, signals and conditions are read anew from the target diagram. */
  readonly updateEventTrigger: boolean;
}

/** What is wrong with one instruction of a plan. */
export interface InstructionReport {
  readonly instruction: MigrationInstruction;
  readonly failures: readonly string[];
}

/** Why one instance cannot be migrated by a plan that is valid in itself. */
export interface InstanceReport {
  readonly instanceId: string;
  readonly activities: readonly NodeReport[];
  readonly transitions: readonly NodeReport[];
}

/** Why one activity or transition instance cannot be migrated. */
export interface NodeReport {
  /** The activity instance's id, or the transition instance's. */
  readonly id: string;
  readonly sourceActivityId: string;
  readonly instruction: MigrationInstruction | null;
  readonly failures: readonly string[];
}
