import { removalAt as removalAfter } from '../../engine/record.ts';
import { historicBatchList } from '../../store/history/batch-list.ts';
import { historicDecisionList } from '../../store/history/decision-list.ts';
import { historicInstanceList } from '../../store/history/process-instance-list.ts';
import { setRemovalAt } from '../../store/history/removal-times.ts';
import type { EngineContext } from '../engine-context.ts';
import type { BatchType } from './batch-type.ts';

/** From when on history may be forgotten: a date (epoch milliseconds), never, or as the time to live has it. */
export type RemovalTime = { mode: 'absolute'; removalAt: number } | { mode: 'cleared' } | { mode: 'calculated' };

export interface RemovalSettings {
  time: RemovalTime;
  /** Whether an instance or a decision means all that it belongs to, from the root down. */
  hierarchical: boolean;
}

/** For process instances. All rows of a family follow its root instance. */
export const instanceRemovalTime: BatchType<RemovalSettings> = {
  type: 'process-set-removal-time',
  async step(engine, id, { time, hierarchical }) {
    const instance = await historicInstanceList.find(engine.store.reader, id);
    const target =
      hierarchical && instance ? await historicInstanceList.find(engine.store.reader, instance.rootId) : instance;
    if (!target) return;
    const days = engine.definitions.processes.get(target.definitionId)?.historyTimeToLive ?? null;
    await set(engine, 'instance', target.id, atOf(time, target.endedAt, days));
  },
};

/** For evaluations of decisions. */
export const decisionRemovalTime: BatchType<RemovalSettings> = {
  type: 'decision-set-removal-time',
  async step(engine, id, { time, hierarchical }) {
    const { reader } = engine.store;
    const decision = await historicDecisionList.find(reader, id);
    if (!decision) return;
    const rootId = decision.rootDecisionInstanceId ?? decision.id;
    const all = hierarchical ? await historicDecisionList.list(reader, { rootDecisionInstanceId: rootId }) : [decision];
    for (const each of all) {
      const days = engine.definitions.decisions.get(each.decisionDefinitionId)?.historyTimeToLive ?? null;
      await set(engine, 'decision', each.id, atOf(time, each.at, days));
    }
  },
};

/** For batches. */
export const batchRemovalTime: BatchType<RemovalSettings> = {
  type: 'batch-set-removal-time',
  async step(engine, id, { time }) {
    const batch = await historicBatchList.find(engine.store.reader, id);
    if (batch) await set(engine, 'batch', id, atOf(time, batch.endedAt, engine.batches.timeToLiveDays));
  },
};

function atOf(time: RemovalTime, endedAt: number | null, timeToLiveDays: number | null): number | null {
  switch (time.mode) {
    case 'absolute':
      return time.removalAt;
    case 'cleared':
      return null;
    case 'calculated':
      return endedAt === null ? null : removalAfter(endedAt, timeToLiveDays);
  }
}

function set(
  { store }: EngineContext,
  kind: 'instance' | 'decision' | 'batch',
  id: string,
  removalAt: number | null,
): Promise<void> {
  return store.unitOfWork.transaction(({ knex }) => setRemovalAt(knex, kind, id, removalAt));
}
