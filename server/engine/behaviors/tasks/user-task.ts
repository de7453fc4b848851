import { EngineError } from '../../engine-error.ts';
import { dueAtOf } from '../../event-definitions/due-date.ts';
import type { CompiledExpression } from '../../expressions/compile-expression.ts';
import { toPlain } from '../../expressions/typed-value.ts';
import type { FormSpec } from '../../model/graph.ts';
import { recordActivity } from '../../record.ts';
import { recordIdentityLinks } from '../../record-identity-links.ts';
import type { Run } from '../../run.ts';
import type { UserTask } from '../../state.ts';
import { tellTaskListeners } from '../../task-listeners.ts';
import type { Token } from '../../token.ts';
import { addUserTask, putUserTask } from '../../waits.ts';
import type { Behavior } from '../behavior.ts';

/** Priority of a user task whose diagram names none. */
const DEFAULT_PRIORITY = 50;

/** User task: put before people, with assignee, candidates and dates from the diagram. */
export const userTask: Behavior = {
  enter(run, token) {
    const spec = token.element.userTask!;
    const candidates: UserTask['candidates'] = [];
    for (const userId of ids(run, token, spec.candidateUsers))
      candidates.push({ userId, groupId: null, type: 'candidate' });
    for (const groupId of ids(run, token, spec.candidateGroups))
      candidates.push({ userId: null, groupId, type: 'candidate' });
    const form = formOf(run, token, token.element.form);
    const task = addUserTask(run, token, {
      name: run.text(token, spec.name),
      description: run.text(token, spec.description),
      assignee: run.text(token, spec.assignee),
      owner: run.text(token, spec.owner),
      priority: priorityOf(run, token, spec.priority),
      dueAt: spec.dueDate && dueAtOf(run.evaluate(token, spec.dueDate), run.now),
      followUpAt: spec.followUpDate && dueAtOf(run.evaluate(token, spec.followUpDate), run.now),
      candidates,
      formKey: form.formKey,
      formRef: form.formRef,
    });
    recordIdentityLinks(run, task, []);
    tellTaskListeners(run, token, task, 'create');
    if (task.assignee !== null) tellTaskListeners(run, token, task, 'assignment');
    putUserTask(run, token.family, task);
    recordActivity(run, token, null);
    return [];
  },
};

/** Ids from expressions that give one id, several with commas between, or a list. */
function ids(run: Run, token: Token, expressions: readonly CompiledExpression[]): string[] {
  return expressions.flatMap((expression) => {
    const value = toPlain(run.evaluate(token, expression));
    const list = Array.isArray(value) ? value : String(value ?? '').split(',');
    return list.map((id) => String(id).trim()).filter((id) => id !== '');
  });
}

function priorityOf(run: Run, token: Token, expression: CompiledExpression | null): number {
  if (!expression) return DEFAULT_PRIORITY;
  const text = run.text(token, expression);
  if (text === null) return DEFAULT_PRIORITY;
  const priority = Number(text);
  if (!Number.isInteger(priority))
    throw new EngineError('ProcessEngineException', `Priority does not resolve to a number: ${text}`);
  return priority;
}

function formOf(run: Run, token: Token, form: FormSpec | null): Pick<UserTask, 'formKey' | 'formRef'> {
  if (!form) return { formKey: null, formRef: null };
  const key = run.text(token, form.ref);
  const version = run.text(token, form.refVersion);
  return {
    formKey: run.text(token, form.key),
    formRef:
      key === null
        ? null
        : { key, binding: form.refBinding ?? 'latest', version: version === null ? null : Number(version) },
  };
}
