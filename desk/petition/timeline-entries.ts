import { petitionText as say } from '../messages/petition.ts';
import { timeMs } from '../shell/time-ms.ts';
import { minuteText } from '../shell/when.ts';
import type { TaskInstance } from '../wire/engine.ts';
import type { Petition } from '../wire/register.ts';
import { eventText, type Names } from './event-text.ts';
import { type InstanceRecord, nameOf } from './petition-family.ts';

/** Whose doing an entry is: a person's, the system's, or a note of the register. */
export type EntryKind = 'people' | 'machine' | 'register';

/** One line of the timeline. */
export interface TimelineEntry {
  key: string;
  at: string;
  kind: EntryKind;
  who: string;
  what: string;
  where: string;
  result: string;
  bad: boolean;
  /** Place within its instance; decides between entries of one millisecond. */
  order: number;
}

/** Activity types that say something by having happened; gateways and plain containers do not. */
const EVENTS = /(Event|Timer|Message|Signal|Escalation|Error|Conditional|Catch|Throw)/;

function ofTask(task: TaskInstance, where: string, order: number, names: Names): TimelineEntry[] {
  const what = task.name ?? task.taskDefinitionKey;
  const who = task.assignee ? names.agent(task.assignee) : '—';
  const created: TimelineEntry = {
    key: `${task.id}:created`,
    at: task.startTime,
    kind: 'people',
    who,
    what,
    where,
    result: task.due ? say('taskDueBy', { due: minuteText(task.due) }) : say('taskCreated'),
    bad: false,
    order,
  };
  if (task.endTime === null) return [created];
  const late = task.due !== null && timeMs(task.endTime) > timeMs(task.due);
  const completed = task.deleteReason === 'completed';
  const result = completed ? say(late ? 'taskCompletedLate' : 'taskCompleted') : say('canceled');
  return [created, { ...created, key: `${task.id}:ended`, at: task.endTime, result, bad: completed && late }];
}

function ofInstance(record: InstanceRecord, labels: Names): TimelineEntry[] {
  const { instance } = record;
  const where = nameOf(record);
  const machine = (
    key: string,
    at: string,
    what: string,
    result: string,
    order: number,
    bad = false,
  ): TimelineEntry => ({
    key,
    at,
    kind: 'machine',
    who: say('system'),
    what,
    where,
    result,
    bad,
    order,
  });
  const { activities } = record;
  const orderOf = (activityInstanceId: string | null) => activities.findIndex((each) => each.id === activityInstanceId);
  const names = new Map(record.activities.map((each) => [each.activityId, each.activityName ?? each.activityId]));
  const entries = [machine(`${instance.id}:start`, instance.startTime, where, say('instanceStarted'), -1)];
  if (instance.endTime !== null) {
    entries.push(machine(`${instance.id}:end`, instance.endTime, where, say('instanceFinished'), activities.length));
  }
  for (const activity of record.activities) {
    const name = activity.activityName ?? activity.activityId;
    if (activity.endTime === null || activity.canceled) continue;
    if (activity.activityType === 'businessRuleTask' || EVENTS.test(activity.activityType)) {
      entries.push(machine(activity.id, activity.endTime, name, say('happened'), orderOf(activity.id)));
    }
  }
  for (const entry of record.log) {
    if (entry.creationLog) continue;
    const result = entry.failureLog
      ? say('failedTry', { reason: entry.errorMessage ?? '' })
      : say(entry.successLog ? 'succeeded' : 'canceled');
    entries.push({
      ...machine(
        entry.id,
        entry.timestamp,
        names.get(entry.activityId) ?? entry.activityId,
        result,
        orderOf(entry.activityInstanceId),
        entry.failureLog,
      ),
      who: say(entry.workerId ? 'worker' : 'system'),
    });
  }
  for (const incident of record.incidents) {
    const what = names.get(incident.activityId) ?? incident.activityId;
    const result = `${say('incident')}：${incident.incidentMessage ?? incident.incidentType}`;
    entries.push(machine(incident.id, incident.incidentTimestamp, what, result, activities.length, true));
  }
  for (const task of record.tasks) {
    const order = activities.findIndex((each) => each.taskId === task.id);
    entries.push(...ofTask(task, where, order, labels));
  }
  return entries.sort((a, b) => timeMs(a.at) - timeMs(b.at) || a.order - b.order);
}

/** Who did what when, from the engine's history of all instances and from the register's own events, oldest first. */
export function timelineEntries(records: readonly InstanceRecord[], petition: Petition, names: Names): TimelineEntry[] {
  const register = petition.events.map((event, index): TimelineEntry => {
    const text = eventText(event, names);
    return {
      key: `event:${index}`,
      at: event.at,
      kind: 'register',
      who: event.actor ? names.agent(event.actor) : say('system'),
      what: text.what,
      where: say('registerEvents'),
      result: text.detail,
      bad: false,
      order: index,
    };
  });
  return [...records.flatMap((record) => ofInstance(record, names)), ...register].sort(
    (a, b) => timeMs(a.at) - timeMs(b.at),
  );
}
