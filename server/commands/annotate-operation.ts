import { EngineError } from '../engine/engine.ts';
import { annotateOperation as annotateRows } from '../store/history/annotate-operation.ts';
import type { EngineContext } from './engine-context.ts';
import { inTransaction, logged } from './operations.ts';

/** Writes a word beside all that one operation changed, or takes it away (null). @throws EngineError when it is not known */
export async function annotateOperation(
  engine: EngineContext,
  operationId: string,
  annotation: string | null,
): Promise<void> {
  const type = annotation === null ? 'ClearAnnotation' : 'SetAnnotation';
  const changes = [{ property: 'operationId', to: operationId }];
  const by = await logged(engine, () => [{ type, entity: 'OperationLog', changes }]);
  await inTransaction(by, async ({ knex }) => {
    if ((await annotateRows(knex, operationId, annotation)) > 0) return;
    throw new EngineError('BadUserRequestException', 'operation is null');
  });
}
