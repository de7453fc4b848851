import type { InstanceRecord } from '../../desk/petition/petition-family.ts';
import type { ActivityInstance, ProcessInstance, TaskInstance } from '../../desk/wire/engine.ts';

/** An element, when it was entered and left (milliseconds; null = still there), and whether it was cancelled. */
export type ActivityTold = [id: string, fromMs: number, untilMs: number | null, canceled?: 'canceled'];

const at = (ms: number): string => new Date(ms).toISOString().replace('Z', '+0000');

/** Activity instances as the engine's history would tell them, in the order given. */
export function activities(told: readonly ActivityTold[]): ActivityInstance[] {
  return told.map(([activityId, fromMs, untilMs, canceled], index) => ({
    id: `${activityId}:${index}`,
    activityId,
    activityName: activityId,
    activityType: 'userTask',
    processInstanceId: 'instance',
    taskId: `task-${index}`,
    calledProcessInstanceId: null,
    assignee: null,
    startTime: at(fromMs),
    endTime: untilMs === null ? null : at(untilMs),
    durationInMillis: untilMs === null ? null : untilMs - fromMs,
    canceled: canceled !== undefined,
  }));
}

/** A process instance of a test; `callerId` null for the outermost. */
export function instance(id: string, callerId: string | null, startMs: number): ProcessInstance {
  return {
    id,
    businessKey: 'XF-1',
    processDefinitionId: `${id}:1:x`,
    processDefinitionKey: id,
    processDefinitionName: null,
    processDefinitionVersion: 1,
    startTime: at(startMs),
    endTime: null,
    superProcessInstanceId: callerId,
    state: 'ACTIVE',
  };
}

/** An open task at an element, due at `dueMs`. */
export function openTask(id: string, taskDefinitionKey: string, dueMs: number | null): TaskInstance {
  return {
    id,
    name: null,
    taskDefinitionKey,
    processInstanceId: 'instance',
    activityInstanceId: null,
    assignee: null,
    startTime: at(0),
    endTime: null,
    due: dueMs === null ? null : at(dueMs),
    deleteReason: null,
  };
}

/** An instance with that history and nothing else. */
export function record(process: ProcessInstance, told: readonly ActivityTold[] = []): InstanceRecord {
  return { instance: process, activities: activities(told), tasks: [], log: [], incidents: [] };
}
