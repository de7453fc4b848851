import { describe, expect, it } from 'vitest';
import * as engine from '../../server/engine/engine.ts';
import { fromPlain } from '../../server/engine/expressions/typed-value.ts';
import type { Instance } from '../../server/engine/state.ts';
import { World } from './world.ts';

/** Instructions in short: `before b`, `after b`, `flow a_b`, `cancel a`. `@x` in `in` is the activity instance at x. */
function instruction(world: World, instance: Instance, text: string): engine.Instruction {
  const [verb, elementId = '', , ancestor] = text.split(' ');
  if (verb === 'cancel') return { type: 'cancel', by: 'activityId', id: elementId };
  const types = { before: 'startBeforeActivity', after: 'startAfterActivity', flow: 'startTransition' } as const;
  const type = types[verb as keyof typeof types];
  return {
    type,
    elementId,
    ...(ancestor ? { ancestorActivityInstanceId: activityId(world, instance, ancestor) } : {}),
  };
}

function activityId(world: World, instance: Instance, element: string): string {
  const nodes = Object.values(world.family.instances.get(instance.id)!.nodes);
  return nodes.find((node) => `${node.element}${node.body ? '#multiInstanceBody' : ''}` === element)!
    .activityInstanceId;
}

function modify(world: World, instance: Instance, ...texts: string[]): void {
  const instructions = texts.map((text) => instruction(world, instance, text));
  world.command((environment, family) => engine.modifyInstance(environment, family, instance.id, instructions));
}

async function running(drawing: string, ...completed: string[]): Promise<{ world: World; instance: Instance }> {
  const world = new World();
  await world.deploy('p', drawing);
  const instance = world.start('p');
  for (const activity of completed) world.complete(activity);
  return { world, instance };
}

const LINE = 'start --> a --> b --> end';
const SUB = `start --> a --> sub --> c --> end
  sub: subProcess {
    s --> x --> y --> e
  }
  late: boundaryEvent on=sub timer=PT1H
  late --> lateTask --> end2`;
const MULTI = `start --> a --> m --> end
  m: subProcess loop=2 {
    s --> x --> e
  }`;
const EVENTS = `start --> a --> b --> end
  esp: eventSubProcess {
    s2 --> inner --> e2
    s2: startEvent message=stop
  }
  beside: eventSubProcess {
    s3 --> extra --> e3
    s3: startEvent message=more interrupting=no
  }`;
const JOIN = `start --> fork --> a --> join --> c --> end
  fork: parallelGateway
  join: parallelGateway
  fork --> b --> join`;

describe('given a running instance, when tokens are set and taken by hand', () => {
  it.each<[string, string, string[], string[], string]>([
    ['a token before an activity', LINE, [], ['before b'], 'p(a b)'],
    ['a token moves', LINE, [], ['cancel a', 'before b'], 'p(b)'],
    ['a token after an activity', LINE, [], ['after a', 'cancel a'], 'p(b)'],
    ['a token on a flow', LINE, [], ['flow a_b'], 'p(a b)'],
    ['an unknown activity is nowhere to be cancelled', LINE, [], ['cancel zz'], 'p(a)'],
    [
      'the instance lives on when a token comes after the end',
      LINE,
      [],
      ['cancel a', 'before end', 'before b'],
      'p(b)',
    ],
    ['a scope that is not there yet begins', SUB, [], ['before x'], 'p(a sub(x))'],
    ['a scope that is there takes both', SUB, [], ['before x', 'before y'], 'p(a sub(x y))'],
    ['a scope begins twice', SUB, [], ['before sub', 'before sub'], 'p(a sub(x) sub(x))'],
    ['a scope goes with its last token', SUB, ['a'], ['cancel x', 'before y'], 'p(sub(y))'],
    ['a scope begins beside another', SUB, ['a'], ['before x in p'], 'p(sub(x) sub(x))'],
    ['a named scope takes it', SUB, ['a'], ['before y in sub'], 'p(sub(x y))'],
    ['a scope ends when its only token passes', SUB, [], ['after y'], 'p(a c)'],
    ['an interrupting boundary event', SUB, ['a'], ['before late'], 'p(lateTask)'],
    ['a boundary event whose activity is not there', SUB, [], ['before late'], 'p(a lateTask)'],
    ['one instance of an activity that has none', MULTI, [], ['before m'], 'p(a m#multiInstanceBody(m(x)))'],
    ['all instances of an activity', MULTI, [], ['before m#multiInstanceBody'], 'p(a m#multiInstanceBody(m(x) m(x)))'],
    ['one more instance', MULTI, ['a'], ['before m'], 'p(m#multiInstanceBody(m(x) m(x) m(x)))'],
    [
      'one more instance by what is inside',
      MULTI,
      ['a'],
      ['before x in m#multiInstanceBody'],
      'p(m#multiInstanceBody(m(x) m(x) m(x)))',
    ],
    ['one more token in an instance', MULTI, ['a'], ['before x in m'], 'p(m#multiInstanceBody(m(x x) m(x)))'],
    [
      'another whole activity',
      MULTI,
      ['a'],
      ['before x in p'],
      'p(m#multiInstanceBody(m(x) m(x)) m#multiInstanceBody(m(x)))',
    ],
    ['an event sub-process from its event', EVENTS, [], ['before s2'], 'p(esp(inner))'],
    ['an event sub-process as a whole', EVENTS, [], ['before esp'], 'p(esp(inner))'],
    ['inside an event sub-process', EVENTS, [], ['before inner'], 'p(a esp(inner))'],
    ['an event sub-process that interrupts nothing', EVENTS, [], ['before beside'], 'p(a beside(extra))'],
    ['a token at a join', JOIN, [], ['before join'], 'p(a b join)'],
    ['the last tokens at a join', JOIN, [], ['before join', 'before join'], 'p(a b c)'],
    ['a waiting token goes', JOIN, ['a'], ['cancel join'], 'p(b)'],
    [
      'an asynchronous activity waits for its job',
      'start --> a --> b --> end\nb: userTask async=before',
      [],
      ['before b'],
      'p(a ~b)',
    ],
  ])('then %s', async (_, drawing, completed, instructions, expected) => {
    const { world, instance } = await running(drawing, ...completed);
    modify(world, instance, ...instructions);
    expect(world.waiting()).toBe(expected);
  });

  it.each<[string, string, string[], string[], string]>([
    [
      'an unknown element',
      LINE,
      [],
      ['before b', 'before zz'],
      "Start before activity 'zz'; Element 'zz' does not exist",
    ],
    ['an unknown activity to go on after', LINE, [], ['after zz'], "Activity 'zz' does not exist"],
    [
      'nothing follows',
      LINE,
      [],
      ['after end'],
      'Cannot start after activity end; activity has no outgoing sequence flow',
    ],
    ['two scopes', SUB, [], ['before sub', 'before sub', 'before x'], 'ambiguous for activity Activity(sub)'],
    ['a scope of another branch', SUB, ['a'], ['before c in sub'], 'cannot be found in parent hierarchy'],
    [
      'one after the other',
      'start --> q --> end\nq: userTask loop=2 sequential=yes',
      [],
      ['before q'],
      'Concurrent instantiation not possible',
    ],
    [
      'a compensation event',
      `${LINE}\nundo: userTask undoes=a`,
      [],
      ['before undo_undo'],
      'compensation boundary event',
    ],
  ])('then nothing happens for %s', async (_, drawing, completed, instructions, message) => {
    const { world, instance } = await running(drawing, ...completed);
    const before = world.waiting();
    const saved = structuredClone(world.family);
    expect(() => modify(world, instance, ...instructions)).toThrow(message);
    world.family = saved;
    expect(world.waiting()).toBe(before);
  });

  it('then an instance without tokens is terminated, one whose token came to its end is completed', async () => {
    for (const [instructions, state] of [
      [['cancel a'], 'p EXTERNALLY_TERMINATED'],
      [['cancel a', 'before end'], 'p COMPLETED'],
      [['before end', 'cancel a'], 'p EXTERNALLY_TERMINATED'],
    ] as const) {
      const { world, instance } = await running(LINE);
      modify(world, instance, ...instructions);
      expect(world.family.instances.size).toBe(0);
      expect(world.history.instances.get(instance.id)).toBe(state);
    }
  });

  it('then a caller in which nothing is left ends too', async () => {
    const world = new World();
    await world.deploy('called', LINE);
    await world.deploy('p', 'start --> call --> after --> end\ncall: callActivity call=called');
    const caller = world.start('p');
    const called = [...world.family.instances.values()].find((one) => one.definitionKey === 'called')!;
    modify(world, called, 'cancel a');
    expect(world.waiting()).toBe('');
    expect(world.history.instances.get(caller.id)).toBe('p EXTERNALLY_TERMINATED');
    expect(world.past()).toContain('call callActivity canceled');
  });

  it('then a called instance that is brought to its end lets its caller go on', async () => {
    const world = new World();
    await world.deploy('called', LINE);
    await world.deploy('p', 'start --> call --> after --> end\ncall: callActivity call=called');
    world.start('p');
    const called = [...world.family.instances.values()].find((one) => one.definitionKey === 'called')!;
    modify(world, called, 'cancel a', 'before end');
    expect(world.waiting()).toBe('p(after)');
  });

  it('then a multi-instance activity is over when those that are there are over', async () => {
    const { world, instance } = await running(MULTI, 'a');
    modify(world, instance, 'before m');
    expect(world.waiting()).toBe('p(m#multiInstanceBody(m(x) m(x) m(x)))');
    const id = activityId(world, instance, 'm');
    world.command((environment, family) =>
      engine.modifyInstance(environment, family, instance.id, [{ type: 'cancel', by: 'activityInstanceId', id }]),
    );
    world.complete('x');
    expect(world.waiting()).toBe('p(m#multiInstanceBody(m(x) ~m))');
    world.complete('x');
    expect(world.waiting()).toBe('');
  });

  it('then variables go to the process instance, local ones to where the token stands', async () => {
    const { world, instance } = await running(SUB);
    const start = (elementId: string) =>
      world.command((environment, family) =>
        engine.modifyInstance(environment, family, instance.id, [
          {
            type: 'startBeforeActivity',
            elementId,
            variables: { global: fromPlain(1) },
            localVariables: { local: fromPlain(2) },
          },
        ]),
      );
    start('x');
    const nodes = () => Object.values(world.family.instances.get(instance.id)!.nodes);
    expect(world.variables()).toEqual({ global: 1 });
    expect(
      nodes()
        .filter((node) => node.variables?.['local'])
        .map((node) => node.element),
    ).toEqual(['sub']);
  });

  it('then listeners and mappings are left out when asked', async () => {
    const { world, instance } = await running('start --> a --> b --> end\nb: userTask input.copy=${1}');
    world.command((environment, family) =>
      engine.modifyInstance(environment, family, instance.id, [{ type: 'startBeforeActivity', elementId: 'b' }], {
        skipIoMappings: true,
      }),
    );
    const b = Object.values(world.family.instances.get(instance.id)!.nodes).find((node) => node.element === 'b')!;
    expect(b.variables).toBeUndefined();
  });
});

describe('given a definition, when an instance starts by instructions', () => {
  it('then it begins there, and history says where', async () => {
    const world = new World();
    const definition = await world.deploy('p', SUB);
    const { instance } = world.command((environment) => {
      const started = engine.startInstance(environment, {
        definition,
        instructions: [
          { type: 'startBeforeActivity', elementId: 'y' },
          { type: 'startTransition', elementId: 'c_end' },
        ],
      });
      world.family = started.family;
      return started;
    });
    expect(world.waiting()).toBe('p(sub(y))');
    expect(instance.startActivityId).toBe('y');
  });
});
