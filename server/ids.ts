import { randomBytes } from 'node:crypto';
import { systemClock } from './clock.ts';

/** Makes the next id: opaque to everybody, at most 64 characters, never given out twice, and sorting in the order of making. */
export type NewId = () => string;

const HEX_2 = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'));
const COUNTER_END = 2 ** 26;

/**
 * A maker of ids shaped like UUID version 7 (RFC 9562): 48 bits of epoch milliseconds, 26 bits of counter, 48 random bits
 * drawn once per maker. Ids sort by time of making, also within a millisecond and when the clock jumps back, so that new
 * rows land at the end of their indexes. They are unique, not secret.
 * @param nowMs where the time part comes from; its jumps do no harm.
 */
export function createIds(nowMs: () => number = systemClock.now): NewId {
  const node = randomBytes(6).toString('hex');
  let lastMs = -1;
  let counter = 0;
  let timePart = '';
  return () => {
    const ms = nowMs();
    if (ms > lastMs || ++counter === COUNTER_END) {
      lastMs = Math.max(ms, lastMs + 1);
      counter = 0;
      const time = lastMs.toString(16).padStart(12, '0');
      timePart = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    }
    // 12 bits after the version digit, then the variant's two bits and 14 more: the counter grows left to right.
    return `${timePart}${digits3(counter >>> 14)}-${HEX_2[0x80 | ((counter >>> 8) & 0x3f)]}${HEX_2[counter & 0xff]}-${node}`;
  };
}

function digits3(value: number): string {
  return `${(value >>> 8).toString(16)}${HEX_2[value & 0xff]}`;
}
