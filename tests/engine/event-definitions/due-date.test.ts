import { DateTime, Duration } from 'luxon';
import { describe, expect, it } from 'vitest';
import { durationMs } from '../../../server/engine/event-definitions/due-date.ts';

describe('given a period and a moment', () => {
  // Around the days on which clocks are put forward and back in Europe and America, and an ordinary one.
  const moments = ['2026-03-07T23:30', '2026-03-28T23:30', '2026-10-24T23:30', '2026-10-31T23:30', '2026-06-01T12:00'];
  const periods = [
    'PT0S',
    'PT30S',
    'PT36H',
    'P1D',
    'P10D',
    'P1DT1H',
    'P2W',
    'P1W2DT3H4M5S',
    'P1M',
    'P1Y2M',
    'P0.5D',
    'PT1.5H',
  ];

  it.each(periods)('when it is %s, then it ends where the calendar says', (text) => {
    for (const moment of moments) {
      const now = DateTime.fromISO(moment).toMillis();
      const end = DateTime.fromMillis(now).plus(Duration.fromISO(text)).toMillis();
      expect(now + durationMs(text, now), moment).toBe(end);
    }
  });

  it.each(['P', 'PT', 'P1', 'D', '-P1D', 'P1H', ''])('when it is %j, then it is refused', (text) => {
    expect(() => durationMs(text, 0)).toThrow('is not an ISO 8601 period');
  });
});
