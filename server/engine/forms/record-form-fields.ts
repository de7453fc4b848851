import type { Recorder } from '../record.ts';
import type { Token } from '../token.ts';
import type { Variables } from '../variables.ts';

/** Notes in history what was written into a form, as it was written: texts alone, as the reference keeps them. */
export function recordFormFields(
  to: Recorder,
  { instance, node }: Token,
  taskId: string | null,
  given: Variables,
): void {
  for (const [name, { type, value }] of Object.entries(given)) {
    if (type !== 'String') continue;
    const id = to.newId();
    to.changes.history.details.set(id, {
      id,
      kind: 'formField',
      name,
      type,
      value,
      variableId: null,
      rootId: instance.rootId,
      instanceId: instance.id,
      executionId: node.id,
      activityInstanceId: node.activityInstanceId,
      taskId,
      definitionId: instance.definitionId,
      definitionKey: instance.definitionKey,
      revision: 0,
      initial: false,
      at: to.now,
      userOperationId: null,
    });
  }
}
