/**
 * The engine's door: what `server/commands` may call. Everything behind it is pure: time, ids and definitions come in
 * with the `RunEnvironment`, what changed goes out as `Changes`.
 */
export type { Changes } from './changes.ts';
export {
  DefinitionNotLoaded,
  EngineError,
  InstructionRefused,
  SignalReceiversNotLoaded,
} from './engine-error.ts';
export type {
  Binding,
  DefinitionSource,
  DeployedDecision,
  DeployedProcess,
  RunEnvironment,
  SignalReceivers,
} from './environment.ts';
export { taskFormScope } from './forms/task-form-scope.ts';
export { checkPlan } from './migration/check-plan.ts';
export { generateInstructions } from './migration/generate-plan.ts';
export type { InstructionReport, MigrationPlan } from './migration/plan.ts';
export { compileProcesses, scriptFilesIn } from './model/compile-processes.ts';
export type { Problem, ProcessGraph } from './model/graph.ts';
export { jobDefinitionKey, jobDefinitionsOf } from './model/job-definitions.ts';
export { NotXmlError } from './model/read-xml.ts';
export { type StartEvent, startEventsOf, startsOnCondition } from './model/start-events.ts';
export type { Instruction } from './modification/instruction.ts';
export { deliverEvent, type StartedByEvent, signalExecution, triggerSubscription } from './operations/events.ts';
export {
  completeExternalTask,
  extendExternalTaskLock,
  failExternalTask,
  lockExternalTask,
  setExternalTaskPriority,
  setExternalTaskRetries,
  throwExternalTaskError,
  unlockExternalTask,
} from './operations/external-tasks.ts';
export { createIncident, resolveIncident } from './operations/incidents.ts';
export {
  type DeletionSkips,
  deleteInstance,
  scopeOfGiven,
  setInstanceSuspended,
  setVariables,
  startInstance,
} from './operations/instances.ts';
export {
  deleteJob,
  executeJob,
  failJob,
  recalculateJobDueDate,
  setJobDueDate,
  setJobPriority,
  setJobRetries,
  setJobSuspended,
} from './operations/jobs.ts';
export { migrateInstance } from './operations/migrate-instance.ts';
export { modifyInstance, type Skips } from './operations/modify-instance.ts';
export { createTask, deleteTask, type NewTask } from './operations/standalone-tasks.ts';
export {
  addCandidate,
  assignUserTask,
  claimUserTask,
  completeUserTask,
  delegateUserTask,
  patchUserTask,
  removeCandidate,
  resolveUserTask,
  setUserTaskVariables,
  throwUserTaskError,
  throwUserTaskEscalation,
  touchUserTask,
  type UserTaskPatch,
  unclaimUserTask,
} from './operations/user-tasks.ts';
export { type ActivityInstanceTree, activityInstanceTree, type TransitionInstance } from './readers/activity-tree.ts';
export type { ScriptSandbox } from './scripts/script-sandbox.ts';
export { isStandalone, standaloneDefinition } from './standalone.ts';
export { type Variables, type VariableWrite, visibleVariables } from './variables.ts';
