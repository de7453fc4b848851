/**
 * Counts attempts by key, in memory: so many within so long, then none until that time is over. For what is guessed at without an account
 * that could be locked.
 */
export class AttemptLimit {
  readonly #counts = new Map<string, { count: number; untilMs: number }>();
  readonly #most: number;
  readonly #windowMs: number;

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** Milliseconds until the key may try again; 0 when it may now. */
  waitMs(key: string, nowMs: number): number {
    const seen = this.#counts.get(key);
    return seen && seen.untilMs > nowMs && seen.count >= this.#most ? seen.untilMs - nowMs : 0;
  }

  /** Counts one attempt. */
  note(key: string, nowMs: number): void {
    const seen = this.#counts.get(key);
    if (seen && seen.untilMs > nowMs) seen.count += 1;
    else this.#counts.set(key, { count: 1, untilMs: nowMs + this.#windowMs });
    if (this.#counts.size > 10_000) this.#forget(nowMs);
  }

  /** Forgets the key's attempts: it knew the answer. */
  clear(key: string): void {
    this.#counts.delete(key);
  }

  #forget(nowMs: number): void {
    for (const [key, { untilMs }] of this.#counts) if (untilMs <= nowMs) this.#counts.delete(key);
  }
}
