import { cancelInstance } from '../cancel.ts';
import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { DeployedProcess, RunEnvironment } from '../environment.ts';
import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import { recordFormFields } from '../forms/record-form-fields.ts';
import { submitForm } from '../forms/submit-form.ts';
import { openInstance, type rootToken } from '../instances.ts';
import type { Element } from '../model/graph.ts';
import { idOf } from '../model/place.ts';
import { cancelCaller } from '../modification/cancel-at.ts';
import type { Instruction } from '../modification/instruction.ts';
import { targetOf } from '../modification/start-at.ts';
import { recordInstance, touch } from '../record.ts';
import { Run } from '../run.ts';
import { type Family, type Instance, newFamily } from '../state.ts';
import type { Token } from '../token.ts';
import { hasTokens, rootNode } from '../tree.ts';
import { type Variables, visibleVariables } from '../variables.ts';
import { follow, type Skips, skip } from './modify-instance.ts';
import { checkName, writeLocal, writeVariables } from './write-variables.ts';

/** Starts, changes and ends process instances. */

export interface StartInput {
  definition: DeployedProcess;
  businessKey?: string | null;
  variables?: Variables;
  /** Start event to begin at; the none start event without it. */
  startElementId?: string | null;
  startUserId?: string | null;
  restartedInstanceId?: string | null;
  /** The variables come from the start event's form: its fields convert and check them. */
  submitsForm?: boolean;
  /** Where to start instead: tokens set by hand. */
  instructions?: readonly Instruction[];
  skips?: Skips;
}

export interface Started {
  family: Family;
  instance: Instance;
  /** Whether it already ran to its end. */
  ended: boolean;
  /** Variables of the process instance's scope, as they are now. */
  variables: Record<string, TypedValue>;
  changes: Changes;
}

/** Starts a root process instance and runs it to its first wait states. */
export function startInstance(environment: RunEnvironment, input: StartInput): Started {
  const { definition, instructions = [], skips = {} } = input;
  const id = environment.newId();
  const family = newFamily(id);
  const run = new Run(environment, family);
  for (const name in input.variables) checkName(name);
  skip(run, skips);
  const given = input.variables ?? {};
  const form = input.submitsForm ? (definition.graph.root.start?.form ?? null) : null;
  const { instance, root, steps } = openInstance(run, {
    id,
    family,
    definition,
    businessKey: input.businessKey ?? null,
    variables: form ? submitForm(form.fields, given, scopeOfGiven(environment, given)) : given,
    startElement: instructions.length > 0 ? null : startOf(input),
    caller: null,
    startUserId: input.startUserId ?? environment.userId,
    restartedInstanceId: input.restartedInstanceId ?? null,
  });
  if (instructions.length > 0) {
    instance.startActivityId = firstElement(root, instructions[0]!);
    recordInstance(run, instance, 'ACTIVE', null);
    follow(run, instance, instructions, skips);
  } else run.proceed(steps);
  if (input.submitsForm) recordFormFields(run, root, null, given);
  return {
    family,
    instance,
    ended: !family.instances.has(id),
    variables: visibleVariables(instance, root.node),
    changes: run.changes,
  };
}

/** What default values of a start form read: there is no instance yet. */
export function scopeOfGiven(
  environment: Pick<RunEnvironment, 'now' | 'userId' | 'scripts'>,
  given: Variables,
): ExpressionScope {
  return {
    now: environment.now,
    currentUser: environment.userId,
    scripts: environment.scripts,
    get: (name) => (Object.hasOwn(given, name) ? given[name] : undefined),
  };
}

function startOf({ definition, startElementId }: StartInput): Element {
  const start = startElementId ? definition.graph.elements.get(startElementId) : definition.graph.root.start;
  if (start) return start;
  throw new EngineError(
    'RestException',
    `Cannot instantiate process definition ${definition.id}: process has no ${startElementId ? `start event '${startElementId}'` : 'none start event'}`,
  );
}

/** Where an instance began that was started by instructions: at what the first one names. */
function firstElement(root: Token, first: Instruction): string | null {
  if (first.type === 'cancel') return null;
  const { place, flow } = targetOf(root, first);
  return place ? idOf(place) : flow.target.id;
}

/** What a deletion leaves out, or leaves: what the instance called may go on by itself. */
export interface DeletionSkips extends Skips {
  skipSubprocesses?: boolean | undefined;
}

/**
 * Deletes a running instance with all it called. The activity that called it is cancelled, and its callers end as far as
 * nothing else is left in them.
 */
export function deleteInstance(
  environment: RunEnvironment,
  family: Family,
  id: string,
  { reason = null, skips = {} }: { reason?: string | null; skips?: DeletionSkips } = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  skip(run, skips);
  run.leavesCalled = skips.skipSubprocesses ?? false;
  let ended = running(family, id);
  cancelInstance(run, ended, 'EXTERNALLY_TERMINATED', reason);
  run.leavesCalled = false;
  for (let caller = cancelCaller(run, ended); caller; caller = cancelCaller(run, ended)) {
    if (hasTokens(caller, caller.id)) break;
    cancelInstance(run, caller, 'EXTERNALLY_TERMINATED', reason);
    ended = caller;
  }
  run.proceed([]);
  return { changes: run.changes };
}

/** Suspends an instance, or lets it go on: its jobs and tasks are not picked meanwhile. */
export function setInstanceSuspended(
  environment: RunEnvironment,
  family: Family,
  id: string,
  suspended: boolean,
): { changes: Changes } {
  const run = new Run(environment, family);
  const instance = running(family, id);
  instance.suspended = suspended;
  touch(run, instance);
  recordInstance(run, instance, suspended ? 'SUSPENDED' : 'ACTIVE', null);
  for (const task of family.externalTasks.values()) {
    if (task.instanceId === id) run.changes.externalTasks.set(task.id, Object.assign(task, { suspended }));
  }
  for (const task of family.userTasks.values()) {
    if (task.instanceId === id) run.changes.userTasks.set(task.id, Object.assign(task, { suspended }));
  }
  for (const job of family.jobs.values()) {
    if (job.instanceId === id) run.changes.jobs.set(job.id, Object.assign(job, { suspended }));
  }
  return { changes: run.changes };
}

/**
 * Writes and deletes variables seen from an execution.
 * @param executionId a node's id; the instance's id means the process instance itself
 */
export function setVariables(
  environment: RunEnvironment,
  family: Family,
  executionId: string,
  input: { modifications: Variables; deletions: readonly string[]; local: boolean },
): { changes: Changes } {
  const run = new Run(environment, family);
  const token = execution(run, family, executionId);
  if (input.local) writeLocal(run, token, input.modifications);
  else writeVariables(run, token, input.modifications);
  for (const name of input.deletions) run.variables.remove(token.instance, token.node, name, input.local);
  run.proceed([]);
  return { changes: run.changes };
}

/** Finds the token of an execution id anywhere in the family. */
export function execution(run: Run, family: Family, executionId: string): ReturnType<typeof rootToken> {
  for (const instance of family.instances.values()) {
    const node = instance.nodes[executionId];
    if (node) return run.token(instance, node);
  }
  throw new EngineError('NullValueException', `execution ${executionId} doesn't exist: execution is null`);
}

function running(family: Family, id: string): Instance {
  const instance = family.instances.get(id);
  if (!instance || !rootNode(instance)) {
    throw new EngineError(
      'InvalidRequestException',
      `No process instance found for id '${id}': processInstance is null`,
    );
  }
  return instance;
}
