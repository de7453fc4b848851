import { expect, it } from 'vitest';
import { createManualClock } from '../../server/clock.ts';

it('given a manual clock, when it is moved to a part of a millisecond, then it shows whole ones, as dates do', () => {
  const clock = createManualClock(1_000);
  clock.advanceTo(2_000.7);
  expect(clock.now()).toBe(2_000);
  clock.advanceTo(2_000.2);
  expect(clock.now()).toBe(2_000);
  expect(() => clock.advanceTo(1_999)).toThrow(RangeError);
});
