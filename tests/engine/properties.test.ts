import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Changes } from '../../server/engine/changes.ts';
import * as engine from '../../server/engine/engine.ts';
import type { Family } from '../../server/engine/state.ts';
import { type Block, blocks, drawingOf } from './random-model.ts';
import { World } from './world.ts';

/** Choices of what happens next, used one after the other and from the start again. */
const choices = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 30 });
const MOST_STEPS = 300;
const KINDS = ['instances', 'externalTasks', 'userTasks', 'jobs', 'subscriptions', 'incidents'] as const;

type Rows = Record<(typeof KINDS)[number], [string, unknown][]>;
type Command = Parameters<World['command']>[0];

interface Run {
  world: World;
  /** Of each command, in order: rows by id, null for those that went. */
  changes: Rows[];
  /** The family after each command, as JSON. */
  states: string[];
}

/** A copy, which what follows does not touch. */
const plain = (changes: Changes): Rows =>
  JSON.parse(JSON.stringify(Object.fromEntries(KINDS.map((kind) => [kind, [...changes[kind]]]))));
const stateOf = (family: Family): string =>
  JSON.stringify(KINDS.map((kind) => [...family[kind]].sort(([a], [b]) => (a < b ? -1 : 1))));

/** Starts a model and lets whatever waits go on, in the order that the choices give, until nothing waits. */
async function run(
  block: Block,
  number: number,
  order: readonly number[],
  look: (world: World) => void = () => undefined,
): Promise<Run> {
  const world = new World();
  const deployed = await world.deploy('random', drawingOf(block));
  const done: Run = { world, changes: [], states: [] };
  const command = (work: Command): void => {
    const { changes } = world.command(work);
    done.changes.push(plain(changes));
    done.states.push(stateOf(world.family));
    look(world);
  };
  command((environment) => {
    const started = engine.startInstance(environment, {
      definition: deployed,
      businessKey: null,
      variables: { number: { type: 'Integer', value: number } },
    });
    world.family = started.family;
    return started;
  });
  for (let step = 0; step < MOST_STEPS && world.family.instances.size > 0; step += 1) {
    const { externalTasks, userTasks, jobs, subscriptions } = world.family;
    const waiting: Command[] = [
      ...[...externalTasks.keys()].map(
        (id): Command =>
          (environment, family) => {
            const { changes } = engine.lockExternalTask(environment, family, id, { workerId: 'w', durationMs: 1 });
            done.changes.push(plain(changes));
            return engine.completeExternalTask(environment, family, id, {
              workerId: 'w',
              variables: {},
              localVariables: {},
            });
          },
      ),
      ...[...userTasks.keys()].map(
        (id): Command =>
          (environment, family) =>
            engine.completeUserTask(environment, family, id, {}),
      ),
      ...[...jobs.keys()].map(
        (id): Command =>
          (environment, family) =>
            engine.executeJob(environment, family, id),
      ),
      ...[...subscriptions.values()]
        .filter(({ kind }) => kind === 'message')
        .map(
          ({ id }): Command =>
            (environment, family) =>
              engine.triggerSubscription(environment, family, id, { variables: {} }),
        ),
    ];
    const next = waiting[order[step % order.length]! % waiting.length];
    if (!next) throw new Error(`nothing waits and the instance goes on: ${world.waiting()}`);
    command(next);
  }
  return done;
}

const whole = { numRuns: 60 };
const NUMBER = fc.integer({ min: -1, max: 9 });

describe('given models made at random', () => {
  it('when the same happens in the same order, then the state is the same to the last letter', () =>
    fc.assert(
      fc.asyncProperty(blocks, NUMBER, choices, async (block, number, order) => {
        const [one, other] = [await run(block, number, order), await run(block, number, order)];
        expect(other.states).toEqual(one.states);
      }),
      whole,
    ));

  it('when the changes of all commands are put one over the other, then they are the state', () =>
    fc.assert(
      fc.asyncProperty(blocks, NUMBER, choices, async (block, number, order) => {
        const { world, changes } = await run(block, number, order);
        for (const kind of KINDS) {
          const rows = new Map<string, unknown>();
          for (const change of changes) {
            for (const [id, row] of change[kind]) {
              if (row === null) rows.delete(id);
              else rows.set(id, row);
            }
          }
          expect(Object.fromEntries(rows), kind).toEqual(Object.fromEntries(world.family[kind]));
        }
      }),
      whole,
    ));

  it('when they run, then no count falls below zero, every node has its parent and every row its node', () =>
    fc.assert(
      fc.asyncProperty(blocks, NUMBER, choices, async (block, number, order) => {
        await run(block, number, order, ({ family }) => {
          for (const { id, nodes } of family.instances.values()) {
            for (const node of Object.values(nodes)) {
              if (node.id === id) expect(node.parent).toBeNull();
              else expect(nodes[node.parent ?? '']).toBeDefined();
              const { total = 0, completed = 0, index = 0 } = node.loop ?? {};
              for (const count of [total, completed, index]) expect(count).toBeGreaterThanOrEqual(0);
              if (node.loop?.total !== undefined) expect(completed).toBeLessThanOrEqual(total);
            }
          }
          for (const kind of ['externalTasks', 'userTasks', 'jobs', 'subscriptions'] as const) {
            for (const row of family[kind].values()) {
              expect(
                family.instances.get(row.instanceId ?? '')?.nodes[row.nodeId ?? ''],
                `${kind} ${row.id}`,
              ).toBeDefined();
            }
          }
        });
      }),
      whole,
    ));

  it('when all that waits has gone on, then the instance is over and leaves no row behind', () =>
    fc.assert(
      fc.asyncProperty(blocks, NUMBER, choices, async (block, number, order) => {
        const { world } = await run(block, number, order);
        for (const kind of KINDS) expect(world.family[kind].size, kind).toBe(0);
        expect([...world.history.instances.values()]).toEqual(['random COMPLETED']);
        expect(world.past().filter((activity) => activity.endsWith('open'))).toEqual([]);
      }),
      whole,
    ));
});
