import { type Static, type TObject, Type } from 'typebox';
import type { BatchType } from '../../commands/batches/batch-type.ts';
import { createBatch } from '../../commands/batches/create-batch.ts';
import {
  batchRemovalTime,
  decisionRemovalTime,
  instanceRemovalTime,
  type RemovalSettings,
  type RemovalTime,
} from '../../commands/batches/set-removal-time.ts';
import { historicBatchList, historicDecisionList, historicInstanceList, type ListQuery } from '../../commands/lists.ts';
import { BatchOut, writeBatch } from '../batch/batch-out.ts';
import type { Resource, RestApp } from '../rest-app.ts';
import { idsFoundBy, queryIn } from '../wire/list-filter.ts';
import { badRequest } from '../wire/request-error.ts';
import { DateIn, ErrorOut, TextList } from '../wire/schema.ts';
import { HistoricBatchFilter } from './batch.ts';
import { HistoricDecisionFilter } from './decision-instance.ts';
import { HistoricInstanceFilter } from './process-instance.ts';

const Mode = Type.Object({
  absoluteRemovalTime: Type.Optional(DateIn),
  clearedRemovalTime: Type.Optional(Type.Boolean()),
  calculatedRemovalTime: Type.Optional(Type.Boolean()),
  hierarchical: Type.Optional(Type.Boolean()),
  updateInChunks: Type.Optional(Type.Boolean()),
  updateChunkSize: Type.Optional(Type.Integer()),
});

interface Kind<StoreFilter> {
  /** Segment of the path. */
  segment: 'process-instance' | 'decision-instance' | 'batch';
  tag: string;
  /** How the operation log calls it. */
  entity: 'ProcessInstance' | 'DecisionInstance' | 'Batch';
  ids: 'historicProcessInstanceIds' | 'historicDecisionInstanceIds' | 'historicBatchIds';
  query: 'historicProcessInstanceQuery' | 'historicDecisionInstanceQuery' | 'historicBatchQuery';
  /** How the refusal of an empty choice calls them. */
  called: string;
  filter: TObject;
  source: ListQuery<StoreFilter, unknown>;
  /** The filter that finds these ids. */
  byIds(ids: readonly string[]): object;
  type: BatchType<RemovalSettings>;
}

/** `/history/…/set-removal-time`: from when on many things may be forgotten, by a batch. */
export const setRemovalTime: Resource = (app, engine) => {
  register(app, engine, {
    segment: 'process-instance',
    tag: 'Historic Process Instance',
    entity: 'ProcessInstance',
    ids: 'historicProcessInstanceIds',
    query: 'historicProcessInstanceQuery',
    called: 'historicProcessInstances',
    filter: HistoricInstanceFilter,
    source: historicInstanceList,
    byIds: (ids) => ({ processInstanceIds: ids }),
    type: instanceRemovalTime,
  });
  register(app, engine, {
    segment: 'decision-instance',
    tag: 'Historic Decision Instance',
    entity: 'DecisionInstance',
    ids: 'historicDecisionInstanceIds',
    query: 'historicDecisionInstanceQuery',
    called: 'historicDecisionInstances',
    filter: HistoricDecisionFilter,
    source: historicDecisionList,
    byIds: (ids) => ({ decisionInstanceIdIn: ids }),
    type: decisionRemovalTime,
  });
  register(app, engine, {
    segment: 'batch',
    tag: 'Historic Batch',
    entity: 'Batch',
    ids: 'historicBatchIds',
    query: 'historicBatchQuery',
    called: 'historicBatches',
    filter: HistoricBatchFilter,
    source: historicBatchList,
    byIds: (ids) => ({ batchIds: ids }),
    type: batchRemovalTime,
  });
};

function register<StoreFilter>(app: RestApp, engine: Parameters<Resource>[1], kind: Kind<StoreFilter>): void {
  const Body = Type.Object({
    ...Mode.properties,
    [kind.ids]: Type.Optional(TextList),
    [kind.query]: queryIn(kind.filter),
  });
  app.post(
    `/history/${kind.segment}/set-removal-time`,
    { schema: { tags: [kind.tag], body: Body, response: { 200: BatchOut, '4xx': ErrorOut } } },
    async (request) => {
      // The reader has checked the body against its schema; the names in it are computed, so the types are lost.
      const body = request.body as Static<typeof Mode> & Record<string, unknown>;
      const given = body[kind.ids] as string[] | undefined;
      const query = body[kind.query] as object | undefined;
      if (!given && !query) throw badRequest('Neither query nor ids provided.');
      const time = timeOf(body);
      const named = given && given.length > 0 ? await idsFoundBy(engine, kind.source, kind.byIds(given)) : [];
      const ids = [...named, ...(await idsFoundBy(engine, kind.source, query))];
      if (ids.length === 0) throw badRequest(`${kind.called} is empty`);
      const settings = { time, hierarchical: body.hierarchical ?? false };
      return writeBatch(
        await createBatch(request.engine, kind.type, {
          ids,
          settings,
          operation: { type: 'SetRemovalTime', entity: kind.entity, changes: changesOf(settings) },
        }),
      );
    },
  );
}

const MODES = {
  absolute: 'ABSOLUTE_REMOVAL_TIME',
  cleared: 'CLEARED_REMOVAL_TIME',
  calculated: 'CALCULATED_REMOVAL_TIME',
} as const;

/** How the operation log tells of it. */
function changesOf({ time, hierarchical }: RemovalSettings) {
  return [
    { property: 'mode', to: MODES[time.mode] },
    { property: 'removalTime', to: time.mode === 'absolute' ? time.removalAt : null },
    { property: 'hierarchical', to: hierarchical },
  ];
}

function timeOf(body: Static<typeof Mode>): RemovalTime {
  const times: RemovalTime[] = [];
  if (body.absoluteRemovalTime !== undefined) times.push({ mode: 'absolute', removalAt: body.absoluteRemovalTime });
  if (body.clearedRemovalTime) times.push({ mode: 'cleared' });
  if (body.calculatedRemovalTime) times.push({ mode: 'calculated' });
  const [time, another] = times;
  if (!time) throw badRequest('removalTime is null');
  if (another) throw badRequest('The removal time modes are mutually exclusive: mode is not null');
  return time;
}
