import { describe, expect, it } from 'vitest';
import { createIds } from '../server/ids.ts';

const ID = /^[0-9a-z]{20}$/;

describe('given a maker of ids', () => {
  it('when many are made within a millisecond, then all differ, sort in the order of making and are short', () => {
    const newId = createIds(() => 1_764_000_000_000);
    const ids = Array.from({ length: 100_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every((id) => ID.test(id))).toBe(true);
  });

  it('when the clock goes on or jumps back, then later ids still sort behind earlier ones', () => {
    const times = [5_000, 5_000, 5_001, 9_000, 100, 101, 9_000, 9_001];
    let at = 0;
    const newId = createIds(() => times[at++]!);
    const ids = times.map(() => newId());
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('then the time of making stands in the first nine digits', () => {
    const id = createIds(() => 1_764_000_000_000)();
    expect(Number.parseInt(id.slice(0, 9), 36)).toBe(1_764_000_000_000);
  });

  it('when two makers work at the same time, then they make different ids', () => {
    const [one, two] = [createIds(() => 1), createIds(() => 1)];
    expect(one()).not.toBe(two());
  });
});
