import {
  type ActivityInstance,
  type ExternalTaskLog,
  type Incident,
  type ProcessInstance,
  readActivities,
  readExternalTaskLog,
  readIncidents,
  readInstance,
  readInstances,
  readTasks,
  type TaskInstance,
} from '../wire/engine.ts';

/** One process instance with all that history tells about its path. */
export interface InstanceRecord {
  instance: ProcessInstance;
  activities: ActivityInstance[];
  tasks: TaskInstance[];
  log: ExternalTaskLog[];
  incidents: Incident[];
}

async function recordOf(instance: ProcessInstance): Promise<InstanceRecord> {
  const [activities, tasks, log, incidents] = await Promise.all([
    readActivities(instance.id),
    readTasks(instance.id),
    readExternalTaskLog(instance.id),
    instance.endTime === null ? readIncidents(instance.id) : [],
  ]);
  return { instance, activities, tasks, log, incidents };
}

/**
 * Every process instance that belongs to a petition, callers before what they called, with its path.
 * Instances are found by the petition's number; a called one that does not carry the number is found through its caller.
 */
export async function readFamily(businessKey: string): Promise<InstanceRecord[]> {
  const records = new Map<string, InstanceRecord>();
  let open = await readInstances(businessKey);
  while (open.length > 0) {
    for (const record of await Promise.all(open.map(recordOf))) records.set(record.instance.id, record);
    const called = [...records.values()]
      .flatMap((record) => record.activities.map((activity) => activity.calledProcessInstanceId))
      .filter((id): id is string => id !== null && !records.has(id));
    const found = await Promise.all([...new Set(called)].map(readInstance));
    open = found.filter((instance) => instance !== undefined);
  }
  return inCallOrder([...records.values()]);
}

/** Sorts records as a tree is read: each caller, then what it called, in the order of starting. */
export function inCallOrder(records: readonly InstanceRecord[]): InstanceRecord[] {
  const known = new Set(records.map((record) => record.instance.id));
  const calledBy = (caller: string | null): InstanceRecord[] =>
    records
      .filter(({ instance }) => {
        const parent = instance.superProcessInstanceId;
        return (parent !== null && known.has(parent) ? parent : null) === caller;
      })
      .toSorted((a, b) => a.instance.startTime.localeCompare(b.instance.startTime))
      .flatMap((record) => [record, ...calledBy(record.instance.id)]);
  return calledBy(null);
}

/** The chain of callers down to `id`, outermost first, `id` last. */
export function callChain(records: readonly InstanceRecord[], id: string): InstanceRecord[] {
  const chain: InstanceRecord[] = [];
  let next = records.find((record) => record.instance.id === id);
  while (next) {
    chain.unshift(next);
    const parent = next.instance.superProcessInstanceId;
    next = records.find((record) => record.instance.id === parent);
  }
  return chain;
}

/** What an instance is called on the page: the process's name, else its id. */
export function nameOf(record: InstanceRecord): string {
  return record.instance.processDefinitionName ?? record.instance.processDefinitionKey;
}
