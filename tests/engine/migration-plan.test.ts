import { describe, expect, it } from 'vitest';
import * as engine from '../../server/engine/engine.ts';
import { BOUNDARY, EVENT_SUB, instruction, JOIN, LINE, MULTI, NESTED, pair, SUB, write } from './migration-pair.ts';

describe('given two diagrams, when a plan is generated', () => {
  it.each<[string, string, string, string[]]>([
    ['equal activities are mapped', LINE, LINE, ['a', 'b']],
    ['what is in a scope only with its scope', LINE, SUB, []],
    ['scopes and what is inside them', SUB, NESTED, ['sub']],
    ['a body with its inner activity', MULTI, MULTI, ['m#multiInstanceBody', 'm']],
    ['a loop that is new maps nothing', 'start --> m --> end', MULTI, []],
    [
      'an activity of another type is left out',
      LINE,
      LINE.replace('b --> end', 'b --> end\na: serviceTask topic=t'),
      ['b'],
    ],
    ['a boundary event with its activity', BOUNDARY, BOUNDARY, ['a', 'b', 'x']],
    ['a boundary event of another kind is left out', BOUNDARY, BOUNDARY.replace('message=m', 'timer=PT1H'), ['a', 'b']],
    ['an event sub-process with its start', EVENT_SUB, EVENT_SUB, ['a', 'b', 'q', 'u', 's1']],
    [
      'an error needs no mapping',
      'start --> a --> end\na: serviceTask topic=t\nx: boundaryEvent on=a error=e\nx --> e2',
      'start --> a --> end\na: serviceTask topic=t\nx: boundaryEvent on=a error=e\nx --> e2',
      ['a'],
    ],
    [
      'a condition is always read anew',
      'start --> c --> end\nc: intermediateCatchEvent condition=${false}',
      'start --> c --> end\nc: intermediateCatchEvent condition=${true}',
      ['c!'],
    ],
    [
      'an asynchronous task may wait',
      'start --> t --> end\nt: task async=before',
      'start --> t --> end\nt: task async=before',
      ['t'],
    ],
    ['a gateway with fewer flows is left out', JOIN, JOIN.replace('b --> j', 'b --> e2'), ['f', 'a', 'b']],
  ])('then %s', async (_, from, to, expected) => {
    const { source, target } = await pair(from, to);
    expect(engine.generateInstructions(source, target, false).map(write).sort()).toEqual(expected.sort());
  });

  it('then events are read anew when asked', async () => {
    const { source, target } = await pair(BOUNDARY, BOUNDARY);
    expect(engine.generateInstructions(source, target, true).map(write).sort()).toEqual(['a', 'b', 'x!']);
  });
});

describe('given a plan, when it is checked', () => {
  it.each<[string, string, string[], Record<string, string[]>]>([
    [LINE, LINE, ['a>b', 'b'], {}],
    [
      LINE,
      LINE,
      ['zz>yy'],
      { 'zz>yy': ["Source activity 'zz' does not exist", "Target activity 'yy' does not exist"] },
    ],
    [
      LINE,
      LINE,
      ['a!'],
      { 'a!': ['Cannot update event trigger because the activity does not define a persistent event trigger'] },
    ],
    [
      LINE,
      'start --> a --> end\na: serviceTask topic=t',
      ['a'],
      {
        a: [
          'Activities have incompatible types (UserTaskActivityBehavior is not compatible with ExternalTaskActivityBehavior)',
        ],
      },
    ],
    [
      NESTED,
      NESTED,
      ['sub>sub2', 'sub2>sub', 'a'],
      {
        'sub2>sub': [
          "The closest mapped ancestor 'sub' is mapped to scope 'sub2' which is not an ancestor of target scope 'sub'",
        ],
      },
    ],
    [
      BOUNDARY,
      BOUNDARY,
      ['x'],
      { x: ["The source activity's event scope (a) must be mapped to the target activity's event scope (a)"] },
    ],
    [
      BOUNDARY,
      BOUNDARY.replace('message=m', 'signal=m'),
      ['a', 'x'],
      { x: ['Events are not of the same type (boundaryMessage != boundarySignal)'] },
    ],
    [
      MULTI,
      MULTI,
      ['m'],
      {
        m: [
          "Target activity 'm' is a descendant of multi-instance body 'm#multiInstanceBody' that is not mapped from the source process definition.",
        ],
      },
    ],
    [
      MULTI,
      MULTI,
      ['m#multiInstanceBody'],
      {
        'm#multiInstanceBody': [
          'Must map the inner activity of a multi-instance body when the body is mapped',
          'Cannot remove the inner activity of a multi-instance body when the body is mapped',
        ],
      },
    ],
    [
      JOIN,
      JOIN.replace('b --> j', 'b --> e2'),
      ['j'],
      {
        j: [
          'The target gateway must have at least the same number of incoming sequence flows that the source gateway has',
        ],
      },
    ],
    [
      'start --> c --> end\nc: intermediateCatchEvent condition=${false}',
      'start --> c --> end\nc: intermediateCatchEvent condition=${true}',
      ['c'],
      { c: ['Conditional event has to migrate with update event trigger.'] },
    ],
  ])('%#: then each instruction says what is wrong with it', async (from, to, instructions, expected) => {
    const { source, target } = await pair(from, to);
    const plan = {
      sourceDefinitionId: source.id,
      targetDefinitionId: target.id,
      instructions: instructions.map(instruction),
      variables: {},
    };
    const reports = engine.checkPlan(source, target, plan);
    expect(Object.fromEntries(reports.map((report) => [write(report.instruction), report.failures]))).toEqual(expected);
  });

  it('then two mappings of one activity are both wrong', async () => {
    const { source, target } = await pair(LINE, LINE);
    const plan = {
      sourceDefinitionId: source.id,
      targetDefinitionId: target.id,
      instructions: ['a', 'a>b'].map(instruction),
      variables: {},
    };
    expect(engine.checkPlan(source, target, plan)).toMatchObject([
      { failures: [expect.stringContaining("There are multiple mappings for source activity id 'a'")] },
      { failures: [expect.stringContaining("There are multiple mappings for source activity id 'a'")] },
    ]);
  });
});
