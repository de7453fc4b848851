import { describe, expect, test } from 'vitest';
import { type Flow, walkedFlows } from '../../desk/petition/walked-flows.ts';
import { type ActivityTold, activities } from './told-history.ts';

const flow = (id: string, sourceId: string, targetId: string, joins = false): Flow => ({
  id,
  sourceId,
  targetId,
  joins,
});

const walk = (flows: readonly Flow[], told: readonly ActivityTold[]) =>
  [...walkedFlows(flows, activities(told))].sort();

describe('walkedFlows', () => {
  const choice = [flow('in', 'start', 'choice'), flow('yes', 'choice', 'a'), flow('no', 'choice', 'b')];

  test('given an exclusive choice, when one branch was taken, then only its flow is walked', () => {
    const told: ActivityTold[] = [
      ['start', 0, 0],
      ['choice', 0, 0],
      ['a', 0, null],
    ];
    expect(walk(choice, told)).toEqual(['in', 'yes']);
  });

  test('given a loop back through another task, when the target is entered again, then both ways in are walked', () => {
    const flows = [flow('first', 'start', 'a'), flow('on', 'a', 'b'), flow('back', 'b', 'a')];
    const told: ActivityTold[] = [
      ['start', 0, 0],
      ['a', 0, 5],
      ['b', 5, 9],
      ['a', 9, null],
    ];
    expect(walk(flows, told)).toEqual(['back', 'first', 'on']);
  });

  test('given two ways into a target, when only one source ended before it, then the other way is not walked', () => {
    const flows = [flow('one', 'a', 'c'), flow('other', 'b', 'c')];
    const told: ActivityTold[] = [
      ['a', 0, 4],
      ['b', 0, null],
      ['c', 4, null],
    ];
    expect(walk(flows, told)).toEqual(['one']);
  });

  test('given a parallel join, when both branches came, then both flows are walked', () => {
    const flows = [flow('left', 'a', 'join', true), flow('right', 'b', 'join', true)];
    const told: ActivityTold[] = [
      ['a', 0, 4],
      ['b', 0, 7],
      ['join', 7, 7],
    ];
    expect(walk(flows, told)).toEqual(['left', 'right']);
  });

  test('given a source that was cancelled, when the path went on elsewhere, then nothing flows out of it', () => {
    const flows = [flow('out', 'a', 'b')];
    expect(
      walk(flows, [
        ['a', 0, 4, 'canceled'],
        ['b', 9, null],
      ]),
    ).toEqual([]);
  });
});
