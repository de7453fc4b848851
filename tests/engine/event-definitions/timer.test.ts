import { describe, expect, it } from 'vitest';
import { nextSchedule, scheduleOf } from '../../../server/engine/event-definitions/timer.ts';

/** A Wednesday. */
const NOW = Date.parse('2026-11-25T17:44:00Z');

/** The first firings of a cycle. */
function firings(text: string, count: number): string[] {
  const found: string[] = [];
  let next = scheduleOf('cycle', { type: 'String', value: text }, NOW) as ReturnType<typeof nextSchedule>;
  while (next && found.length < count) {
    found.push(new Date(next.dueAt).toISOString().slice(0, 16));
    next = next.repeat === null ? null : nextSchedule(next.repeat, next.dueAt);
  }
  return found;
}

describe('given the text of a cycle', () => {
  it.each<[string, string[]]>([
    ['0 0 9 ? * MON-FRI', ['2026-11-26T09:00', '2026-11-27T09:00', '2026-11-30T09:00']],
    ['0 0 12 ? * 6L', ['2026-11-28T12:00', '2026-12-26T12:00', '2027-01-30T12:00']],
    ['0 0 12 ? * 2#1', ['2026-12-01T12:00', '2027-01-05T12:00', '2027-02-02T12:00']],
    ['0 0 12 1W * ?', ['2026-12-01T12:00', '2027-01-01T12:00', '2027-02-01T12:00']],
    ['0 0 9 1 * MON', ['2027-02-01T09:00', '2027-03-01T09:00', '2027-11-01T09:00']],
    ['R2/PT10M', ['2026-11-25T17:54', '2026-11-25T18:04']],
    ['R2/2030-01-01T00:00:00/P1D', ['2030-01-01T00:00', '2030-01-02T00:00']],
    ['R3/PT10M/2030-01-01T00:00:00', ['2029-12-31T23:30', '2029-12-31T23:40', '2029-12-31T23:50']],
    ['R/PT10M/2026-11-25T18:10:00', ['2026-11-25T17:50', '2026-11-25T18:00']],
  ])('when it is %s, then it fires at %j', (text, expected) => {
    expect(firings(text, 3)).toEqual(expected);
  });

  it.each(['0 0 25 * * ?', '0 0 0 31 4 ?', 'R', 'R3/', 'R0/PT1H', 'RX/PT1H', 'R3/PT10M/2020-01-01T00:00:00', 'PT1H'])(
    'when it is %s, then it is refused',
    (text) => {
      expect(() => firings(text, 1)).toThrow('timeCycle');
    },
  );
});

describe('given the text of a duration', () => {
  it.each(['P', '-PT1H', '1h', 'PT'])('when it is %s, then it is refused', (text) => {
    expect(() => scheduleOf('duration', { type: 'String', value: text }, NOW)).toThrow('period');
  });
});
