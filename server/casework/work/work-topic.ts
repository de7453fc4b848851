import { Duration } from 'luxon';
import type { CaseworkContext } from '../context.ts';
import { fromEngineTime } from '../engine-time.ts';
import { invalid } from '../errors.ts';
import type { Petition } from '../tables/petition.ts';

/** What a topic answers: the variables the process wants, times as ISO text. */
export type WorkOutput = Record<string, string | number | boolean | null>;

/**
 * One topic of the workers. The same request gives the same answer and no second effect.
 * It may throw `BusinessOutcome` (the process catches it) or `Refusal` (the request makes no sense: a failure with an incident).
 */
export interface WorkTopic {
  topic: string;
  /** It asks the engine, and so begins its own transaction when it has the answer; the others run within one. */
  asksEngine?: boolean;
  handle(context: CaseworkContext, petition: Petition, input: WorkInput): Promise<WorkOutput>;
}

/** A topic that belongs to no entry of the register but to the house as a whole. */
export interface HouseTopic {
  topic: string;
  ofHouse(context: CaseworkContext, input: WorkInput): Promise<WorkOutput>;
}

/** The inputs of one external task, read by name. */
export class WorkInput {
  private readonly values: Record<string, unknown>;

  constructor(values: Record<string, unknown>) {
    this.values = values;
  }

  /** @throws Refusal 422 when absent or no text */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === null) throw invalid([{ field: name, reason: `缺少变量 ${name}` }]);
    return value;
  }

  optionalText(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' && value !== '' ? value : null;
  }

  /** A list kept as one text, parted by commas. */
  list(name: string): string[] {
    return (this.optionalText(name) ?? '')
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }

  integer(name: string): number {
    const value = this.optionalInteger(name);
    if (value === null) throw invalid([{ field: name, reason: `缺少整数变量 ${name}` }]);
    return value;
  }

  optionalInteger(name: string): number | null {
    const value = this.values[name];
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  }

  /** @throws Refusal 422 when absent or no number */
  number(name: string): number {
    const value = this.values[name];
    if (typeof value !== 'number') throw invalid([{ field: name, reason: `缺少数字变量 ${name}` }]);
    return value;
  }

  /** An ISO 8601 duration, in milliseconds. @throws Refusal 422 when absent or no duration */
  durationMs(name: string): number {
    const duration = Duration.fromISO(this.text(name));
    if (!duration.isValid) throw invalid([{ field: name, reason: `变量 ${name} 不是期限` }]);
    return duration.toMillis();
  }

  /** null when nobody said yes or no. */
  optionalBoolean(name: string): boolean | null {
    const value = this.values[name];
    return typeof value === 'boolean' ? value : null;
  }

  boolean(name: string): boolean {
    return this.values[name] === true;
  }

  /** Milliseconds since 1970. @throws Refusal 422 when absent or no time */
  time(name: string): number {
    const ms = this.optionalTime(name);
    if (ms === null) throw invalid([{ field: name, reason: `缺少时间变量 ${name}` }]);
    return ms;
  }

  optionalTime(name: string): number | null {
    return fromEngineTime(this.values[name]);
  }

  /** `day` or `workday`, as table `statutory-deadline` says. */
  unit(): 'day' | 'workday' {
    return this.optionalText('unit') === 'workday' ? 'workday' : 'day';
  }

  /**
   * Names the piece of work: the id of the external task. It stays the same when a task is tried again and differs on every
   * pass of a loop, so it is the finest key "once" can be counted by.
   */
  taskId(): string {
    return this.text('taskId');
  }
}

/** A moment in an answer. */
export const iso = (epochMs: number): string => new Date(epochMs).toISOString();
