import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock, isManualClock, systemClock } from '../../server/clock.ts';
import { testClock } from '../../server/test-clock.ts';

const START_MS = Date.parse('2026-11-24T02:00:00Z');

describe('given a clock that is moved by hand', () => {
  it('when it is moved to a part of a millisecond, then it shows whole ones, as dates do', () => {
    const clock = createManualClock(1_000);
    clock.advanceTo(2_000.7);
    expect(clock.now()).toBe(2_000);
    clock.advanceTo(2_000.2);
    expect(clock.now()).toBe(2_000);
    expect(() => clock.advanceTo(1_999)).toThrow(RangeError);
  });

  it('when it is moved, then listeners hear the new time until they stop, and it never goes back', () => {
    const clock = createManualClock(START_MS);
    const heard: number[] = [];
    const stop = clock.onMove((nowMs) => heard.push(nowMs));
    clock.advanceBy(1000);
    clock.advanceTo(START_MS + 5000);
    expect(() => clock.advanceTo(START_MS)).toThrow(RangeError);
    expect(() => clock.advanceBy(Number.NaN)).toThrow(RangeError);
    stop();
    clock.advanceBy(1);
    expect(heard).toEqual([START_MS + 1000, START_MS + 5000]);
    expect(clock.now()).toBe(START_MS + 5001);
    expect([isManualClock(clock), isManualClock(systemClock)]).toEqual([true, false]);
  });
});

describe('given the address that moves the clock', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'clock-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const open = async () => {
    const app = Fastify();
    const clock = createManualClock(START_MS);
    await app.register(testClock, { clock, dataDir });
    const post = (body: object) => app.inject({ method: 'POST', url: '/api/test/clock', payload: body });
    return { app, clock, post };
  };

  it('when it is moved by a duration or to a time, then it answers where it stands', async () => {
    const { app, post } = await open();
    expect((await app.inject('/api/test/clock')).json()).toEqual({ now: '2026-11-24T02:00:00.000Z' });
    expect((await post({ advanceBy: 'P1M' })).json()).toEqual({ now: '2026-12-24T02:00:00.000Z' });
    expect((await post({ to: '2027-01-01T00:00:00Z' })).json()).toEqual({ now: '2027-01-01T00:00:00.000Z' });
    await app.close();
  });

  it.each([
    [{ advanceBy: 'tomorrow' }],
    [{ advanceBy: '-P1D' }],
    [{ to: '2020-01-01T00:00:00Z' }],
    [{ to: 'soon' }],
    [{}],
  ])('when it is sent %o, then 422 says why and it stands still', async (body) => {
    const { app, clock, post } = await open();
    const answer = await post(body);
    expect(answer.statusCode).toBe(422);
    expect(answer.json<{ errors: { reason: string }[] }>().errors[0]?.reason).toMatch(/[\u4e00-\u9fff]/);
    expect(clock.now()).toBe(START_MS);
    await app.close();
  });

  it('when the server is killed and started again, then it goes on where the clock stood', async () => {
    const before = await open();
    await before.post({ advanceBy: 'P10D' });
    await before.app.close();
    const after = await open();
    expect(after.clock.now()).toBe(START_MS + 10 * 86_400_000);
    await after.app.close();
  });
});
