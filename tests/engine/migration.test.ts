import { describe, expect, it } from 'vitest';
import { toPlain } from '../../server/engine/expressions/typed-value.ts';
import { instruction, JOIN, LINE, LISTENING, MULTI, migrate, migrated, NESTED, pair, SUB } from './migration-pair.ts';

describe('given a running instance, when it is migrated', () => {
  it.each<[string, string, string, string[] | 'generated', string[], string]>([
    ['it stands where it stood', LINE, LINE, 'generated', [], 'to(a)'],
    ['it stands where the plan says', LINE, LINE, ['a>b'], [], 'to(b)'],
    ['scopes around it begin', LINE, NESTED, ['a'], [], 'to(sub(sub2(a)))'],
    ['scopes that are not mapped end', NESTED, LINE, ['a'], [], 'to(a)'],
    ['one of two scopes ends', NESTED, SUB, ['sub2>sub', 'a'], [], 'to(sub(a))'],
    [
      'tokens share the scope that begins',
      JOIN,
      `start --> sub --> end\nsub: subProcess {\n${JOIN.replace('start -->', 's -->').replace('--> end', '--> e')}\n}`,
      ['a', 'b', 'j'],
      ['a'],
      'to(sub(b j))',
    ],
    ['a multi-instance activity goes on', MULTI, MULTI, 'generated', ['m'], 'to(m#multiInstanceBody(m ~m))'],
    ['what is in a loop may leave it', 'start --> m --> end\nm: userTask loop=1', LINE, ['m>a'], [], 'to(a)'],
    [
      'an asynchronous activity waits on',
      'start --> a --> end\na: userTask async=before',
      'start --> x --> end\nx: userTask async=before',
      ['a>x'],
      [],
      'to(~x)',
    ],
  ])('then %s', async (_, from, to, instructions, completed, expected) => {
    const { world } = await migrated(from, to, instructions, ...completed);
    expect(world.waiting()).toBe(expected);
    expect(world.variables()['planned']).toBe(true);
  });

  it('then it goes on by the new diagram', async () => {
    const { world } = await migrated(JOIN, JOIN.replace('j --> end', 'j --> c --> end'), 'generated', 'a');
    world.complete('b');
    expect(world.waiting()).toBe('to(c)');
    world.complete('c');
    expect(world.waiting()).toBe('');
    expect([...world.history.instances.values()]).toEqual(['to COMPLETED']);
  });

  it('then events of new scopes are listened for, those that are gone no longer', async () => {
    const added = await migrated(SUB, LISTENING, 'generated');
    expect(added.world.subscriptions().map((one) => one.name)).toEqual(['STOP']);
    expect(added.world.jobs()).toMatchObject([
      { elementId: 'late', definitionId: added.target.id, jobDefinitionId: 'jd-late' },
    ]);
    const removed = await migrated(LISTENING, SUB, 'generated');
    expect([removed.world.subscriptions(), removed.world.jobs()]).toEqual([[], []]);
  });

  it('then a mapped event goes on as it was, or is read anew', async () => {
    const changed = LISTENING.replace('STOP', 'HALT').replace('PT1H', 'PT5H');
    const kept = await migrated(LISTENING, changed, ['sub', 'a', 'stop', 'late']);
    expect(kept.world.subscriptions()).toMatchObject([
      { name: 'STOP', elementId: 'stop', definitionId: kept.target.id },
    ]);
    expect(kept.world.jobs()[0]!.dueAt).toBe(kept.world.now + 3_600_000);
    const anew = await migrated(LISTENING, changed, ['sub', 'a', 'stop!', 'late!']);
    expect(anew.world.subscriptions()).toMatchObject([{ name: 'HALT' }]);
    expect(anew.world.jobs()[0]!.dueAt).toBe(anew.world.now + 5 * 3_600_000);
  });

  it('then timeout listeners of a task are known by their ids: they go on, are read anew, begin or end', async () => {
    const task = (timeouts: string) => `start --> a --> end\na: userTask ${timeouts}`;
    const due = async (to: string, instructions: string[]) => {
      const { world, target } = await migrated(
        task('timeout.x="PT1H ${1}" timeout.y="PT2H ${1}"'),
        task(to),
        instructions,
      );
      return world.jobs().map(({ listenerId, dueAt, definitionId, jobDefinitionId }) => {
        expect([definitionId, jobDefinitionId === '']).toEqual([target.id, false]);
        return `${listenerId} ${((dueAt ?? 0) - world.now) / 3_600_000}`;
      });
    };
    const changed = 'timeout.x="PT5H ${1}" timeout.z="PT3H ${1}"';
    expect(await due(changed, ['a'])).toEqual(['x 1', 'z 3']);
    expect(await due(changed, ['a!'])).toEqual(['x 5', 'z 3']);
  });

  it('then what waits in it belongs to the new definition', async () => {
    const work = 'start --> w --> end\nw: serviceTask topic=old';
    const { world, target } = await migrated(work, work.replace('old', 'new').replaceAll('w', 'w2'), ['w>w2']);
    expect([...world.family.externalTasks.values()]).toMatchObject([
      { elementId: 'w2', definitionId: target.id, definitionKey: 'to', topic: 'old' },
    ]);
    world.complete('w2');
    expect(world.waiting()).toBe('');
  });

  it('then a called instance comes back to it', async () => {
    const both = await pair(
      'start --> call --> end\ncall: callActivity call=called',
      'start --> call2 --> c --> end\ncall2: callActivity call=called',
    );
    await both.world.deploy('called', 'start --> inner --> end');
    const instance = both.world.start('from');
    migrate(both, instance, [instruction('call>call2')]);
    both.world.complete('inner');
    expect(both.world.waiting()).toBe('to(c)');
  });

  it('then what was completed can still be undone', async () => {
    const undone = `start --> sub --> b --> throw --> end
      throw: intermediateThrowEvent compensate=all
      sub: subProcess {
        s --> a --> e
        undo: userTask undoes=a
      }`;
    const { world } = await migrated(
      undone,
      undone.replaceAll('undo:', 'reverse:'),
      ['sub', 'a', 'b', 'undo_undo>undo_reverse'],
      'a',
    );
    world.complete('b');
    expect(world.waiting()).toContain('reverse');
  });

  it('then mappings of scopes that begin or end are evaluated', async () => {
    const mapped = SUB.replace('subProcess {', 'subProcess input.in=${1} output.out=${2} {');
    const begun = await migrated(LINE, mapped, ['a']);
    const scope = Object.values(begun.world.family.instances.get(begun.instance.id)!.nodes).find(
      (node) => node.element === 'sub',
    )!;
    expect(toPlain(scope.variables!['in']!)).toBe(1);
    const ended = await migrated(mapped, LINE, ['a']);
    expect(ended.world.variables()['out']).toBe(2);
  });

  it.each<[string, string, string[], string[], object]>([
    [
      LINE,
      LINE,
      ['b'],
      [],
      {
        activities: [
          {
            sourceActivityId: 'a',
            instruction: null,
            failures: ["There is no migration instruction for this instance's activity"],
          },
        ],
      },
    ],
    [
      'start --> a --> end\na: userTask async=before',
      LINE,
      ['a'],
      [],
      { transitions: [{ sourceActivityId: 'a', failures: ['Target activity is not asyncBefore'] }] },
    ],
    [
      'start --> a --> end\na: userTask async=after',
      LINE,
      ['a'],
      ['a'],
      { transitions: [{ sourceActivityId: 'a', failures: ['Target activity is not asyncAfter'] }] },
    ],
    [
      `${LINE}\nundo: userTask undoes=a`,
      LINE,
      ['b'],
      ['a'],
      {
        activities: [
          {
            sourceActivityId: 'from:1:x',
            failures: [expect.stringContaining("Cannot migrate subscription for compensation handler 'undo'")],
          },
        ],
      },
    ],
  ])('%#: then it is refused with the reasons, and stays', async (from, to, instructions, completed, report) => {
    const both = await pair(from, to);
    const instance = both.world.start('from');
    for (const activity of completed) both.world.complete(activity);
    let refusal: unknown;
    try {
      migrate(both, instance, instructions.map(instruction));
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ type: 'MigratingProcessInstanceValidationException', report });
    expect(both.world.waiting()).toMatch(/^from/);
  });

  it('then one of another definition is refused', async () => {
    const { world, source, target } = await pair(LINE, LINE);
    const instance = world.start('to');
    expect(() => migrate({ world, source, target }, instance, 'generated')).toThrow('ENGINE-23002');
  });
});
