import { describe, expect, test } from 'vitest';
import { elementMarks } from '../../desk/petition/element-marks.ts';
import type { Step } from '../../desk/wire/register.ts';
import { type ActivityTold, instance, openTask, record } from './told-history.ts';

const marksOf = (told: readonly ActivityTold[]) => elementMarks(record(instance('p', null, 0), told), null, 0);

describe('elementMarks', () => {
  test('given elements left, waited at and cancelled, when marked, then each says so', () => {
    const marks = marksOf([
      ['a', 0, 1],
      ['b', 1, null],
      ['c', 1, 2, 'canceled'],
    ]);
    expect(marks.get('a')?.mark).toBe('passed');
    expect(marks.get('b')?.mark).toBe('waiting');
    expect(marks.get('c')?.mark).toBe('canceled');
  });

  test('given an element entered twice, when it waits the second time, then it waits and counts two', () => {
    expect(
      marksOf([
        ['a', 0, 1],
        ['a', 5, null],
      ]).get('a'),
    ).toEqual({ mark: 'waiting', times: 2, called: [] });
  });

  test('given an open task past its due date, when the register did not answer, then the own clock makes it late', () => {
    const told = record(instance('p', null, 0), [['a', 0, null]]);
    told.tasks.push(openTask('task-0', 'a', 1000));
    expect(elementMarks(told, null, 2000).get('a')?.mark).toBe('late');
    expect(elementMarks(told, null, 500).get('a')?.mark).toBe('waiting');
  });

  test('given the register says a task is not late, when the own clock says otherwise, then the register is believed', () => {
    const told = record(instance('p', null, 0), [['a', 0, null]]);
    told.tasks.push(openTask('task-0', 'a', 1000));
    const step: Step = {
      processInstanceId: 'p',
      processDefinitionKey: 'p',
      activityId: 'a',
      name: 'a',
      type: 'userTask',
      taskId: 'task-0',
      assignee: null,
      due: null,
      late: false,
    };
    expect(elementMarks(told, [step], 2000).get('a')?.mark).toBe('waiting');
  });

  test('given an incident, when the element also waits, then it is shown as failed', () => {
    const told = record(instance('p', null, 0), [['a', 0, null]]);
    told.incidents.push({
      id: 'i',
      activityId: 'a',
      failedActivityId: null,
      incidentType: 'failedExternalTask',
      incidentMessage: 'boom',
      incidentTimestamp: '1970-01-01T00:00:00.000+0000',
      processInstanceId: 'p',
      processDefinitionId: 'p:1',
    });
    expect(elementMarks(told, null, 0).get('a')?.mark).toBe('failed');
  });
});
