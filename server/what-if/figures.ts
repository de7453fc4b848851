import type { Changes, VariableWrite } from '../engine/engine.ts';
import type { Family, UserTask } from '../engine/state.ts';
import { findVariable } from '../engine/variables.ts';
import { rankOf } from './rules/levels.ts';
import { textOf, timeOf } from './rules/read-step.ts';

/** What one petition came to, in the record or by a changed flow. Times are epoch milliseconds. */
export interface Figures {
  startedAt: number;
  endedAt: number | null;
  /** The highest level of agents that had to do with it, from 0; −1 for none. */
  level: number;
  /** Whether the unit's first written opinion came by the legal deadline; null where there was neither. */
  legalDeadline: 'kept' | 'missed' | null;
  tasks: number;
  /** Tasks of persons done, or still open, after they were due. */
  late: number;
  /** By `role level`: tasks, and the days they were open. */
  load: Record<string, { tasks: number; days: number }>;
}

const DAY_MS = 86_400_000;
/** Processes in which a petition climbs; mediators and reviewers do not carry it. */
const CLIMBS: ReadonlySet<string> = new Set([
  'petition-intake',
  'proxy-handling',
  'superior-proxy',
  'collective-petition',
]);

interface OpenTask {
  place: string;
  createdAt: number;
  dueAt: number | null;
}

/** Takes down the figures of one replay while it runs. */
export class FigureKeeper {
  #level = -1;
  #deadlineAt: number | null = null;
  #opinionAt: number | null = null;
  #tasks = 0;
  #late = 0;
  readonly #open = new Map<string, OpenTask>();
  readonly #load: Figures['load'] = {};

  /** Takes in a variable that was written. */
  read({ instance, scope, name }: VariableWrite): void {
    const variable = scope.variables?.[name];
    switch (name) {
      case 'agentLevel':
      case 'currentLevel':
      case 'reachedLevel':
        if (CLIMBS.has(instance.definitionKey)) this.#level = Math.max(this.#level, rankOf(textOf(variable) ?? ''));
        break;
      case 'deadlineAt':
        this.#deadlineAt = timeOf(variable) ?? this.#deadlineAt;
        break;
      case 'opinionAt':
        this.#opinionAt ??= timeOf(variable);
        break;
      default:
    }
  }

  /** Takes in what a command changed. */
  watch({ userTasks }: Changes, family: Family, now: number): void {
    for (const [id, task] of userTasks) {
      if (task) this.#begin(task, family);
      else this.#end(id, now);
    }
  }

  /** @param endedAt when the petition was over; null when it still runs @param until when the replay stopped */
  figures(startedAt: number, endedAt: number | null, until: number): Figures {
    for (const id of [...this.#open.keys()]) this.#end(id, endedAt ?? until);
    return {
      startedAt,
      endedAt,
      level: this.#level,
      legalDeadline: this.#legalDeadline(endedAt, until),
      tasks: this.#tasks,
      late: this.#late,
      load: this.#load,
    };
  }

  #legalDeadline(endedAt: number | null, until: number): Figures['legalDeadline'] {
    if (this.#deadlineAt === null) return null;
    if (this.#opinionAt !== null) return this.#opinionAt <= this.#deadlineAt ? 'kept' : 'missed';
    return endedAt === null && until > this.#deadlineAt ? 'missed' : null;
  }

  #begin(task: UserTask, family: Family): void {
    if (this.#open.has(task.id)) return;
    const role = task.candidates.find(({ groupId }) => groupId !== null)?.groupId ?? '';
    this.#open.set(task.id, {
      place: `${role} ${levelOf(role, task, family)}`,
      createdAt: task.createdAt,
      dueAt: task.dueAt,
    });
  }

  #end(id: string, now: number): void {
    const task = this.#open.get(id);
    if (!task) return;
    this.#open.delete(id);
    this.#tasks += 1;
    if (task.dueAt !== null && now > task.dueAt) this.#late += 1;
    const there = this.#load[task.place] ?? { tasks: 0, days: 0 };
    this.#load[task.place] = { tasks: there.tasks + 1, days: there.days + (now - task.createdAt) / DAY_MS };
  }
}

/** An agent's own level, else the one that the petition has reached. */
function levelOf(role: string, { instanceId, nodeId }: UserTask, family: Family): string {
  if (role.endsWith('Agent')) return role.slice(0, -'Agent'.length);
  const instance = family.instances.get(instanceId);
  const node = instance?.nodes[nodeId];
  const variable = (name: string) => instance && node && findVariable(instance, node, name)?.variable;
  return textOf(variable('currentLevel')) ?? textOf(variable('agentLevel')) ?? '';
}
