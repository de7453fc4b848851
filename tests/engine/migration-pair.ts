import * as engine from '../../server/engine/engine.ts';
import type { DeployedProcess } from '../../server/engine/environment.ts';
import { fromPlain } from '../../server/engine/expressions/typed-value.ts';
import type { MigrationInstruction } from '../../server/engine/migration/plan.ts';
import type { Instance } from '../../server/engine/state.ts';
import { World } from './world.ts';

/** `a` stays a, `a>b` goes to b; a final `!` reads the event anew. */
export function instruction(text: string): MigrationInstruction {
  const [source = '', target = source] = text.replace('!', '').split('>');
  return { source, target, updateEventTrigger: text.endsWith('!') };
}

export function write({ source, target, updateEventTrigger }: MigrationInstruction): string {
  return `${source}${target === source ? '' : `>${target}`}${updateEventTrigger ? '!' : ''}`;
}

export interface Pair {
  world: World;
  source: DeployedProcess;
  target: DeployedProcess;
}

export async function pair(from: string, to: string): Promise<Pair> {
  const world = new World();
  return { world, source: await world.deploy('from', from), target: await world.deploy('to', to) };
}

export function migrate(
  { world, source, target }: Pair,
  instance: Instance,
  instructions: readonly MigrationInstruction[] | 'generated',
) {
  const plan = {
    sourceDefinitionId: source.id,
    targetDefinitionId: target.id,
    instructions: instructions === 'generated' ? engine.generateInstructions(source, target, false) : instructions,
    variables: { planned: fromPlain(true) },
  };
  return world.command((environment, family) => engine.migrateInstance(environment, family, instance.id, plan));
}

export async function migrated(from: string, to: string, instructions: string[] | 'generated', ...completed: string[]) {
  const both = await pair(from, to);
  const instance = both.world.start('from');
  for (const activity of completed) both.world.complete(activity);
  migrate(both, instance, instructions === 'generated' ? instructions : instructions.map(instruction));
  return { ...both, instance };
}

export const LINE = 'start --> a --> b --> end';
export const SUB = `start --> sub --> end
  sub: subProcess {
    s --> a --> b --> e
  }`;
export const NESTED = `start --> sub --> end
  sub: subProcess {
    s --> sub2 --> e
    sub2: subProcess {
      s1 --> a --> e1
    }
  }`;
export const LISTENING = `${SUB}
  stop: boundaryEvent on=sub message=STOP
  stop --> e2
  late: boundaryEvent on=sub timer=PT1H
  late --> e3`;
export const JOIN = `start --> f --> a --> j --> end
  f: parallelGateway
  j: parallelGateway
  f --> b --> j`;
export const MULTI = 'start --> m --> end\nm: userTask loop=2';
export const BOUNDARY = `${LINE}
  x: boundaryEvent on=a message=m
  x --> e2`;
export const EVENT_SUB = `${LINE}
  q: eventSubProcess {
    s1 --> u --> e1
    s1: startEvent message=m
  }`;
