import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const RULE = 'petitions/user-task-has-deadline';

/** Runs bpmnlint as the command does; one `element message` line per finding of the rule. */
function lint(file: string): { status: number | null; found: string[] } {
  const run = spawnSync(process.execPath, ['node_modules/bpmnlint/bin/bpmnlint.js', file], { encoding: 'utf8' });
  const found = run.stdout
    .split('\n')
    .filter((line) => line.includes(RULE))
    .map((line) => line.trim().replace(/\s+/g, ' ').replace(` ${RULE}`, ''));
  return { status: run.status, found };
}

describe('user-task-has-deadline', () => {
  it('given tasks with and without due date and reminder, when linted, then exactly the lacking ones are reported', () => {
    const { status, found } = lint('tests/processes/lint/user-task-has-deadline.bpmn');
    expect(found).toEqual([
      'withoutDueDate error User task has no due date',
      'withoutReminder error User task has no non-interrupting reminder timer',
      'interruptedByTimer error User task has no non-interrupting reminder timer',
    ]);
    expect(status).toBe(1);
  });

  it('given a diagram of ours, when linted, then nothing is reported', () => {
    expect(lint('processes/supervision/supervision.bpmn')).toEqual({ status: 0, found: [] });
  });
});
