import { handlingDaysOf, type Matter } from './answers.ts';
import type { Arrival } from './arrivals.ts';
import type { Draws } from './draws.ts';
import { MATTERS, type Subject } from './matters.ts';

/** What the players know of every number that the register ever gave. */
export class KnownMatters {
  readonly #byKey = new Map<string, Matter>();
  readonly #counts = new Map<string, number>();
  readonly #draws: Draws;

  constructor(draws: Draws) {
    this.#draws = draws;
  }

  /** Somebody got a number at the counter. */
  remember(businessKey: string, { areaCode, subject, draws, sentAgain = false }: Arrival): Matter {
    const matter = { businessKey, areaCode, subject, sentAgain, draws, handlingDays: handlingDaysOf(draws) };
    this.#byKey.set(businessKey, matter);
    return matter;
  }

  /** A number that the register gave by itself (a petition that became a suggestion) tells its place; what it is about nobody here knows. */
  get(businessKey: string): Matter {
    const known = this.#byKey.get(businessKey);
    if (known) return known;
    const draws = this.#draws.under(businessKey);
    const subject = draws.oneOf(Object.keys(MATTERS) as Subject[], 'subject');
    const areaCode = /^[A-Z]+-(\d+)-/.exec(businessKey)?.[1] ?? '';
    return this.remember(businessKey, { areaCode, subject, draws } as Arrival);
  }

  /** From 1: how often this happened to the matter. */
  count(businessKey: string, what: string): number {
    const key = `${businessKey}/${what}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }

  get size(): number {
    return this.#byKey.size;
  }
}
