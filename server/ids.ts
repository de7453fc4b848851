import { randomBytes } from 'node:crypto';
import { systemClock } from './clock.ts';

/** Makes the next id: opaque to everybody, at most 64 characters, never given out twice, and sorting in the order of making. */
export type NewId = () => string;

const PAIRS = Array.from({ length: 36 ** 2 }, (_, n) => n.toString(36).padStart(2, '0'));
const COUNTER_END = PAIRS.length ** 2;

/**
 * A maker of ids of 20 characters: epoch milliseconds in 9 digits of base 36, a counter in 4, and 7 random ones drawn once per
 * maker. Ids sort by time of making, also within a millisecond and when the clock jumps back, so that new rows land at the end
 * of their indexes; and they are short, as a row holds five of them. They are unique, not secret.
 * @param nowMs where the time part comes from; its jumps do no harm.
 */
export function createIds(nowMs: () => number = systemClock.now): NewId {
  const maker = (randomBytes(6).readUIntBE(0, 6) % 36 ** 7).toString(36).padStart(7, '0');
  let lastMs = -1;
  let counter = 0;
  let time = '';
  return () => {
    const ms = nowMs();
    if (ms > lastMs || ++counter === COUNTER_END) {
      lastMs = Math.max(ms, lastMs + 1);
      counter = 0;
      time = lastMs.toString(36).padStart(9, '0');
    }
    return `${time}${PAIRS[Math.trunc(counter / PAIRS.length)]}${PAIRS[counter % PAIRS.length]}${maker}`;
  };
}
