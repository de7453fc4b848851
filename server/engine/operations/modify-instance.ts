import { cancelInstance } from '../cancel.ts';
import type { Changes } from '../changes.ts';
import { EngineError } from '../engine-error.ts';
import type { RunEnvironment } from '../environment.ts';
import { endInstance, rootToken } from '../instances.ts';
import { cancelCaller, cancelNode, nodesToCancel } from '../modification/cancel-at.ts';
import type { CancelInstruction, Instruction } from '../modification/instruction.ts';
import { startAt } from '../modification/start-at.ts';
import { Run } from '../run.ts';
import type { Family, Instance, Node } from '../state.ts';
import { hasTokens } from '../tree.ts';

/** What a change by hand leaves out. */
export interface Skips {
  skipCustomListeners?: boolean | undefined;
  skipIoMappings?: boolean | undefined;
}

/**
 * Sets and takes tokens of a running instance by hand, one instruction after the other: all of them or, when one throws,
 * none. An instance that is left without a token ends: as completed when its last token came to an end event, else as
 * terminated from outside, and with it the callers in which nothing else is left.
 * @throws EngineError when the instance, or what an instruction names, is not there
 */
export function modifyInstance(
  environment: RunEnvironment,
  family: Family,
  id: string,
  instructions: readonly Instruction[],
  skips: Skips = {},
): { changes: Changes } {
  const run = new Run(environment, family);
  const instance = family.instances.get(id);
  if (!instance) {
    throw new EngineError(
      'ProcessEngineException',
      `ENGINE-13036 Process instance '${id}' cannot be modified. The process instance does not exist`,
    );
  }
  follow(run, instance, instructions, skips);
  return { changes: run.changes };
}

/** Sets what the run leaves out. */
export function skip(run: Run, { skipCustomListeners = false, skipIoMappings = false }: Skips): void {
  run.skipListeners = skipCustomListeners;
  run.skipMappings = skipIoMappings;
}

/** Carries instructions out in an instance of the run, and ends it when nothing is left. */
export function follow(run: Run, instance: Instance, instructions: readonly Instruction[], skips: Skips): void {
  skip(run, skips);
  run.held.set(instance, false);
  const current = new Map<CancelInstruction, Node[]>();
  for (const instruction of instructions) {
    if (instruction.type === 'cancel' && instruction.onlyCurrent)
      current.set(instruction, nodesToCancel(run, instance, instruction));
  }
  for (const instruction of instructions) {
    // What was set on its way threw an error to the caller, which left this instance.
    if (!run.familyOf(instance).instances.has(instance.id)) return;
    if (instruction.type === 'cancel') {
      const nodes = current.get(instruction) ?? nodesToCancel(run, instance, instruction);
      for (const node of nodes) cancelNode(run, instance, node);
      // Variables that were mapped on the way out may set conditional events off.
      run.proceed([]);
    } else {
      run.held.set(instance, false);
      run.proceed(startAt(run, rootToken(run, instance), instruction));
    }
  }
  const endedByItself = run.held.get(instance)!;
  run.held.delete(instance);
  if (!run.familyOf(instance).instances.has(instance.id) || hasTokens(instance, instance.id)) return;
  if (endedByItself) run.proceed(endInstance(run, rootToken(run, instance)));
  else terminate(run, instance);
}

/** Nothing is left in the instance, nor perhaps in its callers. */
function terminate(run: Run, instance: Instance): void {
  let last = instance;
  for (let caller = cancelCaller(run, last); caller && !hasTokens(caller, caller.id); caller = cancelCaller(run, last))
    last = caller;
  if (run.familyOf(last).instances.has(last.id)) cancelInstance(run, last, 'EXTERNALLY_TERMINATED', null);
}
