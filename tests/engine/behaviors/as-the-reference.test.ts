import { describe, expect, it } from 'vitest';
import { compileProcesses } from '../../../server/engine/engine.ts';
import { diagram } from '../diagram.ts';
import { World } from '../world.ts';

/** Behaviour that no rule of BPMN settles, or that is easily got wrong: as the reference engine shows it. */

const world = async (drawing: string): Promise<World> => {
  const made = new World();
  await made.deploy('p', drawing);
  return made;
};
const refusals = async (xml: string): Promise<string[]> =>
  (await compileProcesses(xml)).problems.map(({ reason }) => reason);

describe('an asynchronous continuation after an activity', () => {
  it('given two flows out of it, then each waits with a job of its own', async () => {
    const w = await world(`
      start --> work
      work: userTask async=after
      work --> a
      work --> b
    `);
    w.start('p');
    w.complete('work');
    expect(w.waiting()).toBe('p(~work ~work)');
    expect(w.jobs()).toHaveLength(2);
    w.execute('work');
    expect(w.waiting()).toBe('p(a ~work)');
    w.execute('work');
    expect(w.waiting()).toBe('p(a b)');
  });

  it('given conditions, then they are evaluated before it waits', async () => {
    const w = await world(`
      start --> work
      work: userTask async=after
      work --> a [\${go}]
      work --> b [\${!go}]
    `);
    const instance = w.start('p', { go: true });
    w.complete('work');
    w.setVariables(instance, { go: false });
    w.execute('work');
    expect(w.waiting()).toBe('p(a)');
  });

  it('given no flow out of it, then outputs are mapped only once its job has run', async () => {
    const w = await world(`
      start --> work
      work: userTask async=after output.done=\${1}
      start --> other
    `);
    w.start('p');
    w.complete('work');
    expect(w.variables()['done']).toBeUndefined();
    w.execute('work');
    expect(w.variables()['done']).toBe(1);
    expect(w.waiting()).toBe('p(other)');
  });
});

describe('a job without tries left', () => {
  it('given it fails once more, then there is still one incident', async () => {
    const w = await world(`
      start --> work
      work: userTask async=before
    `);
    w.start('p');
    for (let times = 0; times < 4; times += 1) w.failJob('work');
    expect(w.incidents()).toEqual(['failedJob work']);
  });
});

describe('an error that nobody catches', () => {
  it('given it comes from one of several instances, then that one is done and counts', async () => {
    const w = await world(`
      start --> work --> after
      work: serviceTask topic=t loop=2
    `);
    w.start('p');
    w.throwError('work', 'X');
    expect(w.waiting()).toBe('p(work#multiInstanceBody(work ~work))');
    w.complete('work');
    expect(w.waiting()).toBe('p(after)');
  });

  it('given outputs, then they are mapped; given a compensation handler, then compensation goes on', async () => {
    const w = await world(`
      start --> work --> undo --> after
      work: serviceTask topic=t
      handler: serviceTask topic=t undoes=work output.tried=\${true}
      undo: intermediateThrowEvent compensate=all
    `);
    w.start('p');
    w.complete('work');
    w.throwError('handler', 'X');
    expect(w.waiting()).toBe('p(after)');
    expect(w.variables()['tried']).toBe(true);
  });

  it('given the event sub-process that catches errors is left by a called process, then it catches again', async () => {
    const w = await world(`
      start --> work
      work: serviceTask topic=t
      rescue: eventSubProcess {
        s: startEvent error=X
        s --> call --> e
        call: callActivity call=child
      }
    `);
    await w.deploy('child', 'start --> inside\ninside: serviceTask topic=t');
    w.start('p');
    w.throwError('work', 'X');
    expect(w.waiting()).toBe('p(rescue(call)) + child(inside)');
    w.throwError('inside', 'X');
    expect(w.waiting()).toBe('p(rescue(call)) + child(inside)');
  });
});

describe('what a called process passes back', () => {
  it('given an error that it catches itself, then nothing is passed', async () => {
    const w = await world(`
      start --> call --> after
      call: callActivity call=child out=x
    `);
    await w.deploy(
      'child',
      `
      start --> inside --> end
      inside: serviceTask topic=t
      caught: boundaryEvent on=inside error=X
      caught --> repair
    `,
    );
    w.start('p');
    w.throwError('inside', 'X', { x: 1 });
    expect(w.waiting()).toBe('p(call) + child(repair)');
    expect(w.variables('p')['x']).toBeUndefined();
  });
});

describe('joins and gateways', () => {
  it('given a completed scope that can be undone, then an inclusive join does not wait for it', async () => {
    const w = await world(`
      start --> fork
      fork: inclusiveGateway
      fork --> scope --> join
      fork --> b --> join
      join: inclusiveGateway
      join --> after
      scope: subProcess {
        s --> inner --> e
        undoInner: userTask undoes=inner
      }
    `);
    w.start('p');
    w.complete('inner');
    w.complete('b');
    expect(w.waiting()).toBe('p(after)');
  });

  it('given a condition that holds already, then an event-based gateway takes that path at once', async () => {
    const w = await world(`
      start --> gate
      gate: eventBasedGateway
      gate --> ready --> go
      gate --> late --> no
      ready: intermediateCatchEvent condition=\${n==1}
      late: intermediateCatchEvent timer=PT1H
    `);
    w.start('p', { n: 1 });
    expect(w.waiting()).toBe('p(go)');
    expect(w.jobs()).toEqual([]);
  });
});

describe('compensation of scopes', () => {
  it('given an event sub-process that did something, then that can be undone from the scope around it', async () => {
    const w = await world(`
      start --> work --> undo --> after
      work: userTask
      undo: intermediateThrowEvent compensate=all
      beside: eventSubProcess {
        s: startEvent message=Go interrupting=no
        s --> extra --> e
        undoExtra: userTask undoes=extra
      }
    `);
    w.start('p');
    w.send('Go');
    w.complete('extra');
    expect(w.subscriptions().map(({ kind, elementId }) => `${kind} ${elementId}`)).toContain('compensate beside');
    w.complete('work');
    w.complete('undoExtra');
    expect(w.waiting()).toBe('p(after)');
  });

  it('given scopes in scopes, then the tree shows what undoes below the outermost', async () => {
    const w = await world(`
      start --> outer --> undo --> after
      undo: intermediateThrowEvent compensate=all
      outer: subProcess {
        s --> inner --> e
        inner: subProcess {
          s1: startEvent
          s1 --> work --> e1
          e1: endEvent
          undoWork: userTask undoes=work
        }
      }
    `);
    w.start('p');
    w.complete('work');
    expect(w.waiting()).toBe('p(outer(undoWork) undo)');
  });
});

describe('a compensation handler', () => {
  it('given it is marked asynchronous before, then it begins at once all the same', async () => {
    const w = await world(`
      start --> work --> undo --> after
      work: userTask
      handler: userTask undoes=work async=before
      undo: intermediateThrowEvent compensate=all
    `);
    w.start('p');
    w.complete('work');
    expect(w.waiting()).toBe('p(handler undo)');
    expect(w.jobs()).toEqual([]);
  });
});

describe('a loop over a scope that can be undone', () => {
  it('given one instance is done, then what is kept to undo it counts as no active instance', async () => {
    const w = await world(`
      start --> scope --> after
      scope: subProcess loop=3 {
        s --> inner --> e
        undoInner: userTask undoes=inner
      }
    `);
    w.start('p');
    w.complete('inner');
    const body = Object.values([...w.family.instances.values()][0]!.nodes).find((node) => node.body);
    expect(body?.variables?.['nrOfActiveInstances']?.value).toBe(2);
  });
});

describe('the start of an instance', () => {
  it('given an initiator, then the variable exists, empty when nobody is signed in', async () => {
    const w = new World();
    const xml = diagram('p', 'start --> work').replace(
      '<startEvent id="start"',
      '<startEvent id="start" camunda:initiator="who"',
    );
    await w.deploy('p', xml);
    w.start('p');
    expect(w.variables()).toEqual({ who: null });
  });
});

describe('a thrown signal', () => {
  it('given other instances and a process that starts by it, then all hear it in the same run', async () => {
    const w = new World();
    await w.deploy('waits', 'start --> heard --> after\nheard: intermediateCatchEvent signal=Alarm');
    await w.deploy('begins', 'begin --> began\nbegin: startEvent signal=Alarm');
    await w.deploy('throws', 'start --> cry --> done\ncry: intermediateThrowEvent signal=Alarm');
    w.start('waits');
    w.start('waits');
    w.start('throws');
    expect(w.waiting()).toBe('throws(done)');
    expect(w.others.map((family) => w.waiting(family))).toEqual(['waits(after)', 'waits(after)', 'begins(began)']);
  });
});

describe('a diagram is refused', () => {
  it.each([
    ['a message start event whose name is an expression', 'begin --> a\nbegin: startEvent message=${x}', 'not allowed'],
    [
      'a link behind an event-based gateway',
      'start --> gate\ngate: eventBasedGateway\ngate --> l --> a\nl: intermediateCatchEvent link=L',
      'not allowed after an EventBasedGateway',
    ],
    [
      'two start events for one signal',
      'b1: startEvent signal=S\nb2: startEvent signal=S\nb1 --> a\nb2 --> a',
      'more than one signal event subscription',
    ],
  ])('given %s', async (_what, drawing, reason) => {
    expect((await refusals(diagram('p', drawing))).join()).toContain(reason);
  });

  it('given an attribute that BPMN does not know', async () => {
    const xml = diagram('p', 'start --> a').replace('<process ', '<process madeUp="1" ');
    expect((await refusals(xml)).join()).toContain('madeUp');
    const extended = diagram('p', 'start --> a').replace('<process ', '<process camunda:madeUp="1" ');
    expect(await refusals(extended)).toEqual([]);
  });
});
