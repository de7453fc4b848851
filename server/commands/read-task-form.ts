import { taskFormScope } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import { formVariables } from '../engine/forms/form-variables.ts';
import { renderForm } from '../engine/forms/render-form.ts';
import { readDeployedForm } from './deployed-forms.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';
import { withDefinitions } from './execute.ts';
import { readTaskVariables } from './read-task-variables.ts';
import { NotFound } from './refusals.ts';

/** A waiting task with its form and what the form's expressions see. @throws NotFound */
async function formOf(engine: EngineContext, taskId: string) {
  const { families } = engine.store;
  return withDefinitions(engine, async () => {
    const rootId = await families.rootOf({ userTask: taskId });
    const family = rootId === undefined ? undefined : await families.load(rootId);
    const found = family && taskFormScope(environmentOf(engine), family, taskId);
    if (!found) throw new NotFound(`task ${taskId} doesn't exist: task is null`, 'NullValueException', 0);
    return found;
  });
}

/** The key of a task's form; that of a generated form leads to its HTML. */
export async function readTaskFormKey(
  engine: EngineContext,
  taskId: string,
  key: string | null,
): Promise<string | null> {
  if (key !== null) return key;
  const { form } = await formOf(engine, taskId);
  return form?.fields.length && !form.ref ? `embedded:engine://engine/:engine/task/${taskId}/rendered-form` : null;
}

/** Variables that the task sees, and the fields of its form that are none yet, with their defaults. */
export async function readTaskFormVariables(
  engine: EngineContext,
  taskId: string,
): Promise<Record<string, TypedValue>> {
  const { form, scope } = await formOf(engine, taskId);
  return { ...formVariables(form?.fields ?? [], scope), ...(await readTaskVariables(engine, taskId, 'visible')) };
}

/** The generated form of a task as HTML; undefined when none is generated. */
export async function renderTaskForm(engine: EngineContext, taskId: string): Promise<string | undefined> {
  const { form, scope } = await formOf(engine, taskId);
  return form?.fields.length ? renderForm(form, scope) : undefined;
}

/** The deployed form that a task names. @throws BadForm, NotFound */
export async function readDeployedTaskForm(engine: EngineContext, taskId: string): Promise<Uint8Array> {
  const { task, deploymentId } = await formOf(engine, taskId);
  return readDeployedForm(engine, { key: task.formKey, ref: task.formRef, deploymentId });
}
