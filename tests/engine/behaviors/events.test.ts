import { describe, expect, it } from 'vitest';
import { World } from '../world.ts';

describe('signal', () => {
  it('given listeners, when a signal is thrown, then each hears it once', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> fork
      fork: parallelGateway
      fork --> wait1 --> a
      fork --> wait2 --> b
      fork --> c --> shout --> d
      wait1: intermediateCatchEvent signal=NOW
      wait2: intermediateCatchEvent signal=NOW
      shout: intermediateThrowEvent signal=NOW
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(c wait1 wait2)');
    world.complete('c');
    expect(world.waiting()).toBe('p(a b d)');
  });
});

describe('conditional event', () => {
  const drawing = `
    start --> fork
    fork: parallelGateway
    fork --> work --> end
    fork --> wait --> after
    wait: intermediateCatchEvent condition=\${go==true}
    often: boundaryEvent on=work condition=\${count>2} interrupting=no
    often --> look
    stop: boundaryEvent on=work condition=\${stop==true}
    stop --> stopped
  `;
  it('given a condition, when a variable makes it true, then the token goes on', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    const instance = world.start('p', { go: false });
    world.setVariables(instance, { other: 1 });
    expect(world.waiting()).toBe('p(wait work)');
    world.setVariables(instance, { go: true });
    expect(world.waiting()).toBe('p(after work)');
  });
  it('given a non-interrupting one, then it fires at each change while it holds; an interrupting one ends the task', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    const instance = world.start('p', {});
    world.setVariables(instance, { count: 3 });
    world.setVariables(instance, { count: 4 });
    expect(world.waiting()).toBe('p(look look wait work)');
    world.setVariables(instance, { stop: true });
    expect(world.waiting()).toBe('p(look look look stopped wait)');
  });
  it('given it already holds, when reached, then it does not wait', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p', { go: true });
    expect(world.waiting()).toBe('p(after work)');
  });
});

describe('link event', () => {
  it('given a throwing link, then the token goes on at the catching one', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> out
      out: intermediateThrowEvent link=A
      in: intermediateCatchEvent link=A
      in --> after
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(after)');
  });
});

describe('timers', () => {
  it('given a cycle on a non-interrupting boundary, then it fires as often as its rule says', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> work --> end
      again: boundaryEvent on=work timer=R2/PT1H interrupting=no
      again --> remind
    `,
    );
    world.start('p');
    world.execute('again');
    expect(world.jobs().map((job) => job.dueAt)).toEqual([world.now + 7_200_000]);
    world.execute('again');
    expect(world.jobs()).toEqual([]);
    expect(world.waiting()).toBe('p(remind remind work)');
  });
  it('given a period in a variable, then it counts from now', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> pause --> after
      pause: intermediateCatchEvent timer=\${period}
    `,
    );
    world.start('p', { period: 'P1M' });
    expect(new Date(world.jobs()[0]!.dueAt!).toISOString()).toBe('2026-02-05T08:00:00.000Z');
    expect(() => world.start('p', { period: 'soon' })).toThrow(/timeDuration|neither|period/);
  });
});

describe('escalation', () => {
  it('given a non-interrupting catch in the scope around, then both go on; uncaught it is ignored', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> sub --> after
      sub: subProcess {
        s --> warn --> inner --> e
        warn: intermediateThrowEvent escalation=LATE
        e: endEvent escalation=OTHER
      }
      late: boundaryEvent on=sub escalation=LATE interrupting=no
      late --> watch
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(sub(inner) watch)');
    world.complete('inner');
    expect(world.waiting()).toBe('p(after watch)');
  });
});
