import { EngineError } from '../engine-error.ts';
import type { Run } from '../run.ts';
import type { Token } from '../token.ts';
import type { Variables } from '../variables.ts';

/** Writes variables from the token's scope outwards: where the name exists, else at the process instance. */
export function writeVariables(run: Run, token: Token, variables: Variables | undefined): void {
  for (const name in variables) {
    checkName(name);
    run.variables.set(token.instance, token.node, name, variables[name]!);
  }
}

/** Writes variables in the token's own scope; with `taskId` they are that user task's own. */
export function writeLocal(run: Run, token: Token, variables: Variables | undefined, taskId?: string): void {
  const how = taskId === undefined ? {} : { taskId };
  for (const name in variables) {
    checkName(name);
    run.variables.setLocal(token.instance, token.node, name, variables[name]!, how);
  }
}

/** Refuses names that cannot be kept: empty ones, and the one that JavaScript objects reserve. */
export function checkName(name: string): void {
  if (name === '' || name === '__proto__')
    throw new EngineError('BadUserRequestException', `variable name '${name}' is not allowed`);
}
