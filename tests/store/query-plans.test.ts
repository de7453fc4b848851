import type { Knex } from 'knex';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { historicActivityList } from '../../server/store/history/activity-instance-list.ts';
import { historicIncidentList } from '../../server/store/history/incident-list.ts';
import { historicInstanceList } from '../../server/store/history/process-instance-list.ts';
import { historicVariableList } from '../../server/store/history/variable-list.ts';
import { findAvailable, readTopic } from '../../server/store/runtime/available-external-tasks.ts';
import { externalTaskList } from '../../server/store/runtime/external-task-list.ts';
import { instanceList } from '../../server/store/runtime/instance-list.ts';
import { subscriptionList } from '../../server/store/runtime/subscription-list.ts';
import { userTaskList } from '../../server/store/runtime/user-task-list.ts';
import { readWaitingJobs } from '../../server/store/runtime/waiting-jobs.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';

const equal = (name: string, value: string | number) => ({ name, operator: 'eq' as const, value });
const newest = (sortBy: string) => ({ sorting: [{ sortBy, sortOrder: 'desc' as const }], maxResults: 50 });

/** Queries that are asked all day, and the index that must lead them. */
const frequent: [name: string, ask: (reader: Knex) => Promise<unknown>, index: string][] = [
  [
    'the next tasks of a topic',
    (reader) => readTopic(reader, 'a', undefined, 10),
    'runtime_external_task_queue (topic=?)',
  ],
  [
    'the tasks behind a place',
    (reader) => readTopic(reader, 'a', { priority: 1, createdAt: 2, id: 'x' }, 10),
    'runtime_external_task_queue (topic=? AND priority=? AND (created_at,id)>(?,?))',
  ],
  [
    'the tasks of a topic by business key',
    (reader) => findAvailable(reader, { topicName: 'a', businessKey: 'k' }, { order: undefined, now: 1, limit: 9 }),
    'runtime_external_task_root (root_id=?)',
  ],
  ['the next jobs', (reader) => readWaitingJobs(reader, undefined, 10), 'SCAN runtime_job USING INDEX runtime_job_due'],
  [
    'the jobs behind a place',
    (reader) => readWaitingJobs(reader, { dueAt: 1, id: 'x' }, 10),
    'runtime_job_due (<expr>=? AND id>?)\nSEARCH runtime_job USING INDEX runtime_job_due (<expr>>?)',
  ],
  [
    'tasks of an instance',
    (reader) => externalTaskList.list(reader, { now: 1, processInstanceId: 'i' }),
    'runtime_external_task_root (root_id=?)',
  ],
  [
    'what a group may claim',
    (reader) => userTaskList.list(reader, { candidateGroup: 'clerks' }),
    'runtime_user_task_link_group (group_id=?)',
  ],
  [
    'the tasks of a person',
    (reader) => userTaskList.list(reader, { assignee: 'kermit' }),
    'runtime_user_task_assignee (assignee=?)',
  ],
  [
    'running instances by business key',
    (reader) => instanceList.list(reader, { businessKey: 'k' }),
    'runtime_instance_business_key (business_key=?)',
  ],
  [
    'running instances by a text variable',
    (reader) => instanceList.list(reader, { variables: [equal('status', 'open')] }),
    'history_variable_text (name=? AND <expr>=?)',
  ],
  [
    'running instances by a number variable',
    (reader) => instanceList.list(reader, { variables: [equal('amount', 5)] }),
    'history_variable_number (name=? AND number_value=?)',
  ],
  [
    'correlation by business key',
    (reader) =>
      subscriptionList.list(reader, { eventType: 'message', eventName: 'Go', waiting: true, businessKey: 'k' }),
    'runtime_subscription_root (root_id=? AND name=?)',
  ],
  [
    'correlation by name',
    (reader) => subscriptionList.list(reader, { eventType: 'message', eventName: 'Go', waiting: true }),
    'runtime_subscription_name (name=?)',
  ],
  [
    'past instances by business key',
    (reader) => historicInstanceList.list(reader, { processInstanceBusinessKey: 'k' }),
    'history_process_instance_business_key (business_key=?)',
  ],
  [
    'past instances by definition and date',
    (reader) =>
      historicInstanceList.list(reader, { processDefinitionKey: 'order', startedAfter: 5 }, newest('startTime')),
    'history_process_instance_definition (definition_key=? AND started_at>?)',
  ],
  [
    'the last instances started',
    (reader) => historicInstanceList.list(reader, {}, newest('startTime')),
    'history_process_instance_started',
  ],
  [
    'activities of an instance in order',
    (reader) =>
      historicActivityList.list(
        reader,
        { processInstanceId: 'i' },
        { sorting: [{ sortBy: 'occurrence', sortOrder: 'asc' }] },
      ),
    'history_activity_instance_instance (instance_id=?)',
  ],
  [
    'the last incidents',
    (reader) => historicIncidentList.list(reader, {}, newest('createTime')),
    'history_incident_created',
  ],
  [
    'past variables by name and value',
    (reader) => historicVariableList.list(reader, { variableName: 'status', variableValue: 'open' }),
    'history_variable_text (name=? AND <expr>=?)',
  ],
];

describe('given an empty SQLite database, whose planner has no statistics to go by', () => {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await backends[0]!.newPlace();
    store = await place.open();
  });
  afterAll(() => place.remove());

  async function plansOf(ask: (reader: Knex) => Promise<unknown>): Promise<string> {
    const asked: { sql: string; bindings: readonly Knex.RawBinding[] }[] = [];
    const note = (query: { sql: string; bindings: readonly Knex.RawBinding[] }) => asked.push(query);
    store.reader.on('query', note);
    await ask(store.reader);
    store.reader.removeListener('query', note);
    const plans: string[] = [];
    for (const { sql, bindings } of asked) {
      const rows: { detail: string }[] = await store.reader.raw(`explain query plan ${sql}`, bindings);
      plans.push(...rows.map(({ detail }) => detail));
    }
    return plans.join('\n');
  }

  it.each(frequent)('when %s are asked for, then the index made for it leads', async (_, ask, index) => {
    const plan = await plansOf(ask);
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/SCAN (t|i|runtime_\w+|history_\w+)$/m);
  });
});
