import { timeMs } from '../shell/time-ms.ts';
import type { Step } from '../wire/register.ts';
import type { InstanceRecord } from './petition-family.ts';

/** How an element stands, the gravest last: an element that waits and failed is shown as failed. */
export type Mark = 'canceled' | 'passed' | 'waiting' | 'late' | 'failed';

/** What the diagram shows of one element. */
export interface ElementMark {
  mark: Mark;
  /** How many times the path came here. */
  times: number;
  /** Process instances called from here, in the order of calling. */
  called: string[];
}

/**
 * How each element of an instance's diagram stands. `steps` is what the register says waits (its clock decides what is late);
 * without it `nowMs` (milliseconds since 1970) decides.
 */
export function elementMarks(
  record: InstanceRecord,
  steps: readonly Step[] | null,
  nowMs: number,
): Map<string, ElementMark> {
  const marks = new Map<string, ElementMark>();
  const failed = new Set(
    record.incidents.flatMap((incident) => [incident.activityId, incident.failedActivityId ?? '']),
  );
  const lateTasks = new Set(lateTaskIds(record, steps, nowMs));
  for (const activity of record.activities) {
    const before = marks.get(activity.activityId);
    marks.set(activity.activityId, {
      mark: graver(before?.mark, markOf(activity.endTime !== null, activity.canceled)),
      times: (before?.times ?? 0) + 1,
      called: [
        ...(before?.called ?? []),
        ...(activity.calledProcessInstanceId ? [activity.calledProcessInstanceId] : []),
      ],
    });
  }
  for (const task of record.tasks) {
    const mark = marks.get(task.taskDefinitionKey);
    if (mark && lateTasks.has(task.id)) mark.mark = graver(mark.mark, 'late');
  }
  for (const [id, mark] of marks) if (failed.has(id)) mark.mark = 'failed';
  for (const id of failed) if (id !== '' && !marks.has(id)) marks.set(id, { mark: 'failed', times: 0, called: [] });
  return marks;
}

function markOf(ended: boolean, canceled: boolean): Mark {
  if (!ended) return 'waiting';
  return canceled ? 'canceled' : 'passed';
}

const GRAVITY: readonly Mark[] = ['canceled', 'passed', 'waiting', 'late', 'failed'];

function graver(a: Mark | undefined, b: Mark): Mark {
  return a !== undefined && GRAVITY.indexOf(a) > GRAVITY.indexOf(b) ? a : b;
}

/** Open tasks past their due date. What was finished late is told in the timeline, not marked as late for ever. */
function lateTaskIds(record: InstanceRecord, steps: readonly Step[] | null, nowMs: number): string[] {
  return record.tasks
    .filter((task) => {
      if (task.endTime !== null || task.due === null) return false;
      const step = steps?.find((each) => each.taskId === task.id);
      return step ? step.late : timeMs(task.due) < nowMs;
    })
    .map((task) => task.id);
}
