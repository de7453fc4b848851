import { type Static, Type } from 'typebox';
import { type FetchTopic, fetchAndLock as fetch, type LockedTask } from '../../commands/fetch-and-lock.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, NullableText, TextList, VariablesOut } from '../wire/schema.ts';
import { writeVariables } from '../wire/variables.ts';
import { ExternalTaskOut, writeExternalTask } from './external-task-out.ts';

const TopicIn = Type.Object({
  topicName: Type.Optional(Type.String()),
  lockDuration: Type.Optional(Type.Integer()),
  variables: Type.Optional(TextList),
  localVariables: Type.Optional(Type.Boolean()),
  deserializeValues: Type.Optional(Type.Boolean()),
  includeExtensionProperties: Type.Optional(Type.Boolean()),
  businessKey: Type.Optional(Type.String()),
  processDefinitionId: Type.Optional(Type.String()),
  processDefinitionIdIn: Type.Optional(TextList),
  processDefinitionKey: Type.Optional(Type.String()),
  processDefinitionKeyIn: Type.Optional(TextList),
  processDefinitionVersionTag: Type.Optional(Type.String()),
  processVariables: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  tenantIdIn: Type.Optional(TextList),
  withoutTenantId: Type.Optional(Type.Boolean()),
});

const SortIn = Type.Object({ sortBy: Type.Optional(Type.String()), sortOrder: Type.Optional(Type.String()) });

const FetchIn = Type.Object({
  workerId: Type.Optional(Type.String()),
  maxTasks: Type.Optional(Type.Integer()),
  usePriority: Type.Optional(Type.Boolean()),
  asyncResponseTimeout: Type.Optional(Type.Integer()),
  sorting: Type.Optional(Type.Array(SortIn)),
  topics: Type.Optional(Type.Array(TopicIn)),
});

const LockedTaskOut = Type.Object({
  ...ExternalTaskOut.properties,
  errorDetails: NullableText,
  variables: VariablesOut,
  extensionProperties: Type.Record(Type.String(), Type.String()),
});

/** Longest time a poll may wait, in milliseconds. */
const MAX_ASYNC_RESPONSE_TIMEOUT_MS = 1_800_000;

/** `/external-task/fetchAndLock`: work for a worker, at once or as soon as there is some. */
export const fetchAndLock: Resource = (app) => {
  app.post(
    '/external-task/fetchAndLock',
    {
      schema: {
        tags: ['External Task'],
        body: FetchIn,
        response: { 200: Type.Array(LockedTaskOut), '4xx': ErrorOut, 500: ErrorOut },
      },
    },
    async ({ body, engine }, reply) => {
      const waitMs = body.asyncResponseTimeout ?? 0;
      if (waitMs > MAX_ASYNC_RESPONSE_TIMEOUT_MS) {
        throw new RequestError(
          400,
          `The asynchronous response timeout cannot be set to a value greater than ${MAX_ASYNC_RESPONSE_TIMEOUT_MS} milliseconds`,
        );
      }
      const gone = new AbortController();
      // It closes after every answer, too.
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) gone.abort();
      });
      const locked = await fetch(engine, {
        workerId: workerOf(body),
        maxTasks: maxTasksOf(body),
        order: orderOf(body),
        topics: (body.topics ?? []).map(readTopic).filter((topic) => topic !== undefined),
        waitMs,
        signal: gone.signal,
      });
      return locked.map(writeLocked);
    },
  );
};

function workerOf({ workerId }: Static<typeof FetchIn>): string {
  if (workerId === undefined) throw new RequestError(500, 'workerId is null', 'NullValueException', { code: 0 });
  return workerId;
}

function maxTasksOf({ maxTasks = 0 }: Static<typeof FetchIn>): number {
  if (maxTasks < 0) throw refused('maxResults is not greater than or equal to 0');
  return maxTasks;
}

function orderOf({ usePriority = false, sorting = [] }: Static<typeof FetchIn>) {
  for (const { sortBy, sortOrder } of sorting) {
    if (sortBy !== 'createTime')
      throw new RequestError(400, `Cannot set query sortBy parameter to value ${sortBy ?? null}`);
    if (sortOrder !== 'asc' && sortOrder !== 'desc') {
      throw new RequestError(400, `Cannot set query sortOrder parameter to value ${sortOrder ?? null}`);
    }
  }
  const byCreation = sorting.find(({ sortBy }) => sortBy === 'createTime');
  return {
    usePriority,
    ...(byCreation ? { createTime: byCreation.sortOrder === 'desc' ? ('desc' as const) : ('asc' as const) } : {}),
  };
}

/** undefined when the topic asks for named tenants, of which there are none. */
function readTopic(topic: Static<typeof TopicIn>): FetchTopic | undefined {
  const { topicName, lockDuration, processDefinitionId, processDefinitionKey } = topic;
  if (topicName === undefined) throw new RequestError(500, 'topicName is null', 'NullValueException', { code: 0 });
  if (lockDuration === undefined || lockDuration <= 0) throw refused('lockTime is not greater than 0');
  if (topic.tenantIdIn !== undefined) return undefined;
  return {
    topicName,
    lockDurationMs: lockDuration,
    localVariables: topic.localVariables ?? false,
    deserializeValues: topic.deserializeValues ?? false,
    includeExtensionProperties: topic.includeExtensionProperties ?? false,
    ...(topic.variables ? { variables: topic.variables } : {}),
    ...(topic.businessKey === undefined ? {} : { businessKey: topic.businessKey }),
    ...both('definitionIds', processDefinitionId, topic.processDefinitionIdIn),
    ...both('definitionKeys', processDefinitionKey, topic.processDefinitionKeyIn),
    ...(topic.processDefinitionVersionTag === undefined ? {} : { versionTag: topic.processDefinitionVersionTag }),
    ...(topic.processVariables ? { processVariables: topic.processVariables } : {}),
  };
}

function both(name: 'definitionIds' | 'definitionKeys', one: string | undefined, several: string[] | undefined) {
  if (one === undefined && several === undefined) return {};
  if (one === undefined) return { [name]: several };
  return { [name]: several ? several.filter((each) => each === one) : [one] };
}

function writeLocked({
  task,
  versionTag,
  variables,
  deserializeValues,
  extensionProperties,
}: LockedTask): Static<typeof LockedTaskOut> {
  return Object.assign(writeExternalTask(task, versionTag), {
    errorDetails: task.errorDetails,
    variables: writeVariables(variables, deserializeValues),
    extensionProperties,
  });
}

function refused(message: string): RequestError {
  return new RequestError(500, message, 'ProcessEngineException', { code: 0 });
}
