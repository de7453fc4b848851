import { describe, expect, it, vi } from 'vitest';
import { completeUserTask } from '../../../server/engine/engine.ts';
import { World } from '../world.ts';

describe('sub-process and event sub-process', () => {
  const drawing = `
    start --> sub --> after --> end
    sub: subProcess {
      s --> inner --> e
      asked: eventSubProcess {
        s2: startEvent message=ASK interrupting=no
        s2 --> answer --> e2
      }
      stopped: eventSubProcess {
        s3: startEvent error=STOP
        s3 --> tidy --> e3
      }
      inner: serviceTask topic=t
    }
    over: boundaryEvent on=sub timer=PT1H
    over --> late --> endLate
  `;
  it('given a non-interrupting message, when it comes twice, then two run beside the work', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    expect(world.waiting()).toBe('p(sub(inner))');
    world.send('ASK');
    world.send('ASK');
    expect(world.waiting()).toBe('p(sub(asked(answer) asked(answer) inner))');
    world.complete('inner');
    expect(world.waiting()).toBe('p(sub(asked(answer) asked(answer)))');
    world.complete('answer');
    world.complete('answer');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given an error inside, then the event sub-process takes the scope over, and its end goes on after the scope', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.throwError('inner', 'STOP');
    expect(world.waiting()).toBe('p(sub(stopped(tidy)))');
    world.complete('tidy');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given the timer on the sub-process, when it fires, then all inside is cancelled', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    world.execute('over');
    expect(world.waiting()).toBe('p(late)');
    expect(world.family.externalTasks.size).toBe(0);
  });
  it('given a terminate end in a sub-process, then only that scope ends', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> sub --> after
      sub: subProcess {
        s --> fork
        fork: parallelGateway
        fork --> a --> e
        fork --> b --> e
        e: endEvent terminate=yes
      }
    `,
    );
    world.start('p');
    world.complete('b');
    expect(world.waiting()).toBe('p(after)');
    expect(world.past()).toContain('a userTask canceled');
  });
});

describe('call activity', () => {
  it('given mappings, then variables and business key travel both ways', async () => {
    const world = new World();
    await world.deploy('child', 'start --> inside --> end');
    await world.deploy(
      'parent',
      `
      start --> call --> after
      call: callActivity call=child in=a>b out=c businessKey=\${execution.processBusinessKey}
    `,
    );
    world.start('parent', { a: 1, secret: 2 }, 'key-1');
    expect(world.waiting()).toBe('parent(call) + child(inside)');
    expect(world.variables('child')).toEqual({ b: 1 });
    expect([...world.family.instances.values()].map((one) => one.businessKey)).toEqual(['key-1', 'key-1']);
    world.complete('inside', { c: 3, d: 4 });
    expect(world.waiting()).toBe('parent(after)');
    expect(world.variables('parent')).toEqual({ a: 1, secret: 2, c: 3 });
  });
  it('given an error nobody catches in the child, then the boundary of the call catches it', async () => {
    const world = new World();
    await world.deploy(
      'child',
      `
      start --> inside --> endBad
      endBad: endEvent error=BAD
    `,
    );
    await world.deploy(
      'parent',
      `
      start --> call --> after
      call: callActivity call=child
      bad: boundaryEvent on=call error=BAD codeVariable=code
      bad --> repair
    `,
    );
    world.start('parent');
    world.complete('inside');
    expect(world.waiting()).toBe('parent(repair)');
    expect(world.variables()).toEqual({ code: 'BAD' });
    expect([...world.history.instances.values()]).toEqual(['parent ACTIVE', 'child INTERNALLY_TERMINATED']);
  });
  it('given an escalation in the child, then a non-interrupting boundary runs beside it', async () => {
    const world = new World();
    await world.deploy(
      'child',
      `
      start --> warn --> inside --> end
      warn: intermediateThrowEvent escalation=LATE
    `,
    );
    await world.deploy(
      'parent',
      `
      start --> call --> after
      call: callActivity call=child
      late: boundaryEvent on=call escalation=LATE interrupting=no
      late --> watch
    `,
    );
    world.start('parent');
    expect(world.waiting()).toBe('parent(call watch) + child(inside)');
  });
  it('given a process that calls itself for ever, then the start fails with a clear word', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> call --> end
      call: callActivity call=p
    `,
    );
    expect(() => world.start('p')).toThrow(/more than 100 processes call one another/);
  });
  it('given a failing task in the child, then an incident also stands at the call activity', async () => {
    const world = new World();
    await world.deploy(
      'child',
      `
      start --> work --> end
      work: serviceTask topic=t
    `,
    );
    await world.deploy(
      'parent',
      `
      start --> call --> after
      call: callActivity call=child
    `,
    );
    world.start('parent');
    world.fail('work', 0);
    expect(world.incidents()).toEqual(['failedExternalTask work', 'failedExternalTask call']);
    world.complete('work');
    expect(world.incidents()).toEqual([]);
  });
});

describe('multi-instance', () => {
  it('given a parallel loop, then counters follow and the body ends with the last', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> vote --> after
      vote: userTask loop=3
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(vote#multiInstanceBody(vote vote vote))');
    world.complete('vote');
    expect(world.waiting()).toBe('p(vote#multiInstanceBody(vote vote ~vote))');
    world.complete('vote');
    world.complete('vote');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given a sequential loop over a list, then one at a time with its item', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> ask --> after
      ask: serviceTask topic=t loop=names item=name sequential=yes
    `,
    );
    world.start('p', { names: ['a', 'b'] });
    expect(world.waiting()).toBe('p(ask#multiInstanceBody(ask))');
    world.complete('ask');
    expect(world.waiting()).toBe('p(ask#multiInstanceBody(ask))');
    world.complete('ask');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given a completion condition, when it holds, then the rest is cancelled', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> vote --> after
      vote: userTask loop=3 until=\${nrOfCompletedInstances>=2}
    `,
    );
    world.start('p');
    world.complete('vote');
    world.complete('vote');
    expect(world.waiting()).toBe('p(after)');
    expect(world.past().filter((line) => line === 'vote userTask canceled')).toHaveLength(1);
  });
  it('given nothing to loop over, then it is passed', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> vote --> after
      vote: userTask loop=names
    `,
    );
    world.start('p', { names: [] });
    expect(world.waiting()).toBe('p(after)');
  });
});

describe('asynchronous continuations and loops', () => {
  it('given async before and after, then a job stands on each side', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> a --> b --> end
      a: userTask async=before
      b: userTask async=after
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(~a)');
    world.execute('a');
    expect(world.waiting()).toBe('p(a)');
    world.complete('a');
    world.complete('b');
    expect(world.waiting()).toBe('p(~b)');
    world.execute('b');
    expect(world.waiting()).toBe('');
  });
  it('given a retry cycle, when a job fails, then it waits and ends in an incident', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> a --> end
      a: userTask async=before retry=R2/PT10M
    `,
    );
    world.start('p');
    world.failJob('a');
    expect(world.jobs().map((job) => [job.retries, job.dueAt])).toEqual([[1, world.now + 600_000]]);
    world.failJob('a');
    expect(world.jobs()[0]!.retries).toBe(0);
    expect(world.incidents()).toEqual(['failedJob a']);
  });
  it('given a loop without a wait state, then the run is stopped', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> a --> b --> a
      a: task
      b: task
    `,
    );
    expect(() => world.start('p')).toThrow(/stopped after 10000 steps without a wait state/);
  });
  it('given far too many instances at once, then none is made and the run is stopped', async () => {
    const world = new World();
    await world.deploy('p', 'start --> a --> end\na: userTask loop=1000000000');
    expect(() => world.start('p')).toThrow(/stopped at 1000000000 instances .*at element 'a': at most 5000/);
  });
  it('given many instances one after the other without a wait state, then all run, and not more than may be', async () => {
    const world = new World();
    await world.deploy('p', 'start --> a --> end\na: task loop=4000 sequential=yes');
    world.start('p');
    expect(world.past().filter((one) => one === 'a task finished')).toHaveLength(4000);
    await world.deploy('q', 'start --> a --> end\na: task loop=6000 sequential=yes');
    expect(() => world.start('q')).toThrow(/stopped at 5001 instances .*at element 'a'/);
  });
  it('given an endless loop inside one of several instances, then the run is stopped', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> sub --> end
      sub: subProcess loop=3 {
        s --> a --> b --> a
        a: task
        b: task
      }
    `,
    );
    expect(() => world.start('p')).toThrow(/stopped after 10050 steps without a wait state/);
  });
  it('given a list of thousands in a Json variable, then it is not read for each of them, and again when it was changed', async () => {
    const world = new World();
    await world.deploy('p', 'start --> a --> end\na: userTask loop=${list.elements()} item=one');
    const parse = vi.spyOn(JSON, 'parse');
    world.start('p', { list: Array.from({ length: 2000 }, (_, id) => ({ id })) });
    const whole = parse.mock.calls.filter(([text]) => text.length > 10_000 && text.startsWith('[{"id":0}'));
    parse.mockRestore();
    expect(whole.length).toBeLessThan(5);
    expect(world.waiting().match(/a/g)).toHaveLength(2002);
    await world.deploy(
      'grows',
      `
      start --> a --> end
      a: scriptTask loop=\${list} item=one sequential=yes script="execution.setVariable('list', ['x', 'y', one]); execution.setVariable('seen', (execution.getVariable('seen') || '') + one)"
    `,
    );
    world.start('grows', { list: ['a', 'b', 'c'] });
    expect(world.lastValue('seen')).toBe('ayy');
  });
  it('given a completion condition over what an instance alone knows, then the one that has just ended is asked', async () => {
    const world = new World();
    await world.deploy('p', 'start --> a --> end\na: userTask loop=3 until=${loopCounter==0}');
    world.start('p');
    const tasks = [...world.family.userTasks.keys()];
    world.command((environment, family) => completeUserTask(environment, family, tasks[2]!));
    expect(world.family.userTasks.size).toBe(2);
    world.command((environment, family) => completeUserTask(environment, family, tasks[0]!));
    expect(world.family.instances.size).toBe(0);
  });
});
