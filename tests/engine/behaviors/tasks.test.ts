import { describe, expect, it } from 'vitest';
import { World } from '../world.ts';

describe('external task', () => {
  it('given a task, when a worker completes it, then its variables are kept and the token goes on', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> work --> next --> end
      work: serviceTask topic=charge
    `,
    );
    world.start('p', { amount: 5 });
    expect(world.waiting()).toBe('p(work)');
    world.complete('work', { paid: true });
    expect(world.waiting()).toBe('p(next)');
    expect(world.variables()).toEqual({ amount: 5, paid: true });
    world.complete('next');
    expect(world.waiting()).toBe('');
    expect(world.past()).toEqual([
      'end noneEndEvent finished',
      'next userTask finished',
      'start startEvent finished',
      'work serviceTask finished',
    ]);
    expect([...world.history.instances.values()]).toEqual(['p COMPLETED']);
  });

  it('given input and output mappings, when completed, then only outputs reach the process', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> work --> next --> end
      work: serviceTask topic=charge input.copy=\${amount} output.doubled=\${copy*2}
    `,
    );
    world.start('p', { amount: 5 });
    world.complete('work', { copy: 7 });
    expect(world.variables()).toEqual({ amount: 5, doubled: 14 });
  });

  it('given no retries left, when it fails, then an incident stands until the task is completed', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> work --> next --> end
      work: serviceTask topic=charge
    `,
    );
    world.start('p');
    world.fail('work', 0);
    expect(world.incidents()).toEqual(['failedExternalTask work']);
    world.complete('work');
    expect(world.incidents()).toEqual([]);
    expect(world.waiting()).toBe('p(next)');
  });
});

describe('boundary events', () => {
  const drawing = `
    start --> work --> end
    work: serviceTask topic=charge
    refused: boundaryEvent on=work error=REFUSED
    refused --> repair --> endRepair
    late: boundaryEvent on=work timer=PT1H interrupting=no
    late --> remind --> endRemind
    stop: boundaryEvent on=work message=STOP
    stop --> tidy --> endTidy
  `;
  it('given an error boundary, when a worker throws its code, then the task is cancelled and the path goes there', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.throwError('work', 'REFUSED', { why: 'x' });
    expect(world.waiting()).toBe('p(repair)');
    expect(world.jobs()).toEqual([]);
    expect(world.subscriptions()).toEqual([]);
    expect(world.past()).toContain('work serviceTask canceled');
    expect(world.past()).toContain('refused boundaryError finished');
  });
  it('given no boundary for the code, when thrown, then the token just ends', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.throwError('work', 'OTHER');
    expect(world.waiting()).toBe('');
    expect([...world.history.instances.values()]).toEqual(['p COMPLETED']);
  });
  it('given a non-interrupting timer, when it fires, then both go on', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.execute('late');
    expect(world.waiting()).toBe('p(remind work)');
    world.complete('work');
    world.complete('remind');
    expect(world.waiting()).toBe('');
  });
  it('given an interrupting message, when it comes, then the task is gone', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.send('STOP');
    expect(world.waiting()).toBe('p(tidy)');
  });
});
