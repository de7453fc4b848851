import { describe, expect, it } from 'vitest';
import { recalculateJobDueDate } from '../../../server/engine/engine.ts';
import { World } from '../world.ts';

const MINUTE_MS = 60_000;

async function started(task: string, variables: Record<string, unknown> = {}): Promise<World> {
  const world = new World();
  await world.deploy('p', `start --> x --> next\nx: userTask ${task}`);
  world.start('p', variables);
  return world;
}

const due = (world: World) =>
  world.jobs().map((job) => [job.listenerId, job.kind, ((job.dueAt ?? 0) - world.now) / MINUTE_MS]);

describe('a timeout listener of a user task', () => {
  it('given a period, a date and a cycle, then a job waits for each', async () => {
    const world = await started(
      'timeout.a="PT1H ${1}" timeout.b="2026-01-05T09:30:00Z ${2}" timeout.c="R3/PT10M ${3}"',
    );
    expect(due(world)).toEqual([
      ['a', 'timer-task-listener', 60],
      ['b', 'timer-task-listener', 90],
      ['c', 'timer-task-listener', 10],
    ]);
  });

  it('when its job is executed, then it may change the task and variables, and the task stays', async () => {
    const world = await started(
      `timeout.late="\${wait} js: task.setAssignee('bob'); task.getExecution().setVariable('told', task.getEventName() + ' ' + task.getTaskDefinitionKey())" listen.assignment="\${execution.setVariable('assigned', true)}" listen.update="\${execution.setVariable('updated', true)}"`,
      { wait: 'PT5M' },
    );
    world.execute('x');
    expect(world.waiting()).toBe('p(x)');
    expect([...world.family.userTasks.values()][0]?.assignee).toBe('bob');
    expect(world.variables()).toEqual({ wait: 'PT5M', told: 'timeout x' });
    expect(world.jobs()).toEqual([]);
  });

  it('given a cycle, then it is told as often as the cycle says', async () => {
    const world = await started('timeout.again="R2/PT10M ${execution.setVariable(\'n\', n + 1)}"', { n: 0 });
    world.execute('x');
    expect(due(world)).toEqual([['again', 'timer-task-listener', 20]]);
    world.execute('x');
    expect(world.jobs()).toEqual([]);
    expect(world.variables()).toEqual({ n: 2 });
  });

  it('when the task is completed or cancelled, then its jobs are gone', async () => {
    const world = await started('timeout.a="PT1H ${1}"');
    world.complete('x');
    expect(world.waiting()).toBe('p(next)');
    expect(world.jobs()).toEqual([]);
    const other = await started('timeout.a="PT1H ${1}"');
    other.delete([...other.family.instances.values()][0]!);
    expect(other.jobs()).toEqual([]);
  });

  it('given a variable that it sets, then conditions are looked at', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `start --> x --> next
       x: userTask timeout.a="PT1H \${execution.setVariable('late', true)}"
       b: boundaryEvent on=x condition=\${late}
       b --> remind`,
    );
    world.start('p', { late: false });
    world.execute('x');
    expect(world.waiting()).toBe('p(remind)');
  });

  it('given a BPMN error, then the task’s boundary event catches it', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `start --> x --> next
       x: userTask timeout.a="PT1H js: throw new BpmnError('LATE')"
       b: boundaryEvent on=x error=LATE
       b --> repair`,
    );
    world.start('p');
    world.execute('x');
    expect(world.waiting()).toBe('p(repair)');
  });

  it('when it has failed, then the job has one try less, and in the end an incident', async () => {
    const world = await started('timeout.a="PT1H ${missing}"');
    for (let tries = 0; tries < 3; tries += 1) world.failJob('x');
    expect(world.incidents()).toEqual(['failedJob x']);
    expect(world.waiting()).toBe('p(x)');
  });

  it('when its due date is recalculated, then by its own timer', async () => {
    const world = await started('timeout.a="${wait} ${1}"', { wait: 'PT1H' });
    world.setVariables([...world.family.instances.values()][0]!, { wait: 'PT2H' });
    world.command((environment, family) => recalculateJobDueDate(environment, family, world.jobs()[0]!.id, true));
    expect(due(world)).toEqual([['a', 'timer-task-listener', 120]]);
  });

  it('given each instance of a multi-instance task, then it has a job of its own', async () => {
    const world = await started('loop=2 timeout.a="PT1H ${1}"');
    expect(due(world)).toHaveLength(2);
    world.complete('x');
    expect(due(world)).toHaveLength(1);
  });
});
