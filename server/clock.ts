/** The time of day, handed to whoever needs it. No other file of the server may ask Node for it. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** A clock that stands still until somebody moves it; it never goes back. For tests and the demo. */
export interface ManualClock extends Clock {
  /** Moves to `epochMs`, a part of a millisecond left off: what is due then would else lie beyond what dates can tell. @throws RangeError when that lies in the past of this clock or is no number. */
  advanceTo(epochMs: number): void;
  /** Moves on by `durationMs` (0 or more). @throws RangeError when negative or no number. */
  advanceBy(durationMs: number): void;
  /** Calls `listener` with the new time after every move, so that timers can be looked at again. Answers the way to stop it. */
  onMove(listener: (nowMs: number) => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that shows `startMs` until it is moved. */
export function createManualClock(startMs: number): ManualClock {
  let nowMs = startMs;
  const listeners = new Set<(nowMs: number) => void>();

  function advanceTo(epochMs: number): void {
    if (!Number.isFinite(epochMs) || epochMs < nowMs) {
      throw new RangeError(`the clock stands at ${nowMs} and cannot be moved to ${epochMs}`);
    }
    nowMs = Math.max(nowMs, Math.floor(epochMs));
    for (const listener of [...listeners]) listener(nowMs);
  }

  return {
    now: () => nowMs,
    advanceTo,
    advanceBy: (durationMs) => advanceTo(nowMs + durationMs),
    onMove(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** Whether `clock` can be moved by hand. */
export function isManualClock(clock: Clock): clock is ManualClock {
  return 'advanceTo' in clock && 'onMove' in clock;
}
