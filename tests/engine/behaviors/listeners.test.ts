import { describe, expect, it } from 'vitest';
import { deleteInstance } from '../../../server/engine/engine.ts';
import { World } from '../world.ts';

const say = (word: string) => `\${execution.setVariable('log', log.concat(' ${word}'))}`;
const told = (prefix: string, ...events: string[]) =>
  events.map((event) => `listen.${event}="${say(`${prefix}.${event}`)}"`).join(' ');

const drawing = `
  start --> sub --> after
  start_sub: flow ${told('flow', 'take')}
  sub: subProcess ${told('sub', 'start', 'end')} {
    s --> t --> e
    t: userTask assignee=ann ${told('t', 'start', 'end', 'create', 'assignment', 'complete', 'delete')} input.i="${say('in')}" output.o="${say('out')}"
  }
  stop: boundaryEvent on=sub message=STOP
  stop --> after
`;

async function started(text: string): Promise<World> {
  const world = new World();
  await world.deploy('p', text);
  world.start('p', { log: '' });
  return world;
}

describe('listeners are told in the order of the reference', () => {
  const begun = ' flow.take sub.start in t.start t.create t.assignment';
  it('when a task is completed', async () => {
    const world = await started(drawing);
    world.complete('t');
    expect(world.lastValue('log')).toBe(`${begun} t.complete t.end out sub.end`);
  });
  it('when a boundary event cancels the scope around it', async () => {
    const world = await started(drawing);
    world.send('STOP');
    expect(world.lastValue('log')).toBe(`${begun} t.end out t.delete sub.end`);
  });
  it('when the instance is deleted', async () => {
    const world = await started(drawing);
    world.delete([...world.family.instances.values()][0]!);
    expect(world.lastValue('log')).toBe(`${begun} t.delete t.end out sub.end`);
  });
  it.each([
    [{ skipCustomListeners: true }, ' out'],
    [{ skipIoMappings: true }, ' t.delete t.end sub.end'],
    [{ skipCustomListeners: true, skipIoMappings: true }, ''],
  ])('when the instance is deleted with %o', async (skips, told) => {
    const world = await started(drawing);
    const [id] = world.family.instances.keys();
    world.command((environment, family) => deleteInstance(environment, family, id!, { skips }));
    expect(world.lastValue('log')).toBe(`${begun}${told}`);
  });
  it('for each instance of a multi-instance activity, not for its body', async () => {
    const world = await started(`start --> x --> end\nx: userTask loop=2 ${told('x', 'start', 'end')}`);
    world.complete('x');
    world.complete('x');
    expect(world.lastValue('log')).toBe(' x.start x.start x.end x.end');
  });
});

describe('a BPMN error thrown in a listener', () => {
  const thrown = `"js: throw new BpmnError('LATE')"`;
  it.each(['start', 'end', 'create', 'assignment', 'complete'])(
    'in %s is caught by the activity’s own event',
    async (event) => {
      const world = await started(`start --> x --> next
        x: userTask assignee=ann listen.${event}=${thrown}
        late: boundaryEvent on=x error=LATE
        late --> repair`);
      if (event === 'end' || event === 'complete') world.complete('x');
      expect(world.waiting()).toBe('p(repair)');
    },
  );
  it('in take is caught by the scope around the flow', async () => {
    const world = await started(`start --> sub --> end
      sub: subProcess {
        s --> x --> e
        x_e: flow listen.take=${thrown}
        own: boundaryEvent on=x error=LATE
        own --> wrong
      }
      late: boundaryEvent on=sub error=LATE
      late --> repair`);
    world.complete('x');
    expect(world.waiting()).toBe('p(repair)');
  });
  it('while something is cancelled is caught by nobody: the command fails', async () => {
    const world = await started(`start --> x --> end
      x: userTask listen.end=${thrown}
      late: boundaryEvent on=x error=LATE
      stop: boundaryEvent on=x message=STOP
      late --> repair
      stop --> after`);
    expect(() => world.send('STOP')).toThrow("BPMN error 'LATE' was thrown");
  });
});
