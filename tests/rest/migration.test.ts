import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { batchDriver } from './batch-driver.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const BEFORE = 'start --> a --> b --> end';
const AFTER = `start --> sub --> c --> end
  sub: subProcess {
    s --> a --> b --> e
  }
  late: boundaryEvent on=sub timer=PT1H
  late --> tooLate`;
const MANY = 1000;

describe('given running instances and a changed diagram', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(async () => {
    await server.stop();
    await server.remove();
  });

  /** Deploys both versions; answers their definition ids. */
  const versions = async (key: string): Promise<{ source: string; target: string }> => {
    const ids: string[] = [];
    for (const drawing of [BEFORE, AFTER]) {
      await server.deploy({ [`${key}.bpmn`]: diagram(key, drawing) });
      ids.push((await server.call('GET', `/process-definition/key/${key}`)).body.id);
    }
    return { source: ids[0]!, target: ids[1]! };
  };
  const planOf = ({ source, target }: { source: string; target: string }, ...mapped: string[]) => ({
    sourceProcessDefinitionId: source,
    targetProcessDefinitionId: target,
    instructions: mapped.map((id) => ({ sourceActivityIds: [id], targetActivityIds: [id], updateEventTrigger: false })),
  });
  const start = async (definitionId: string, body: object = {}): Promise<string> =>
    (await server.call('POST', `/process-definition/${definitionId}/start`, body)).body.id;
  const count = async (path: string) => (await server.call('GET', path)).body.count;

  it(`when ${MANY} of them are migrated, then all go on by the new one, and history says so`, async () => {
    const both = await versions('many');
    for (let left = MANY; left > 0; left -= 50) await Promise.all(Array.from({ length: 50 }, () => start(both.source)));
    const answer = await server.call('POST', '/migration/execute', {
      migrationPlan: { ...planOf(both, 'a', 'b'), variables: { migrated: { value: true, type: 'Boolean' } } },
      processInstanceQuery: { processDefinitionId: both.source },
    });
    expect(answer).toMatchObject({ status: 204 });
    const { target, source } = both;
    expect(await count(`/process-instance/count?processDefinitionId=${source}`)).toBe(0);
    expect(await count(`/process-instance/count?processDefinitionId=${target}`)).toBe(MANY);
    expect(await count(`/task/count?processDefinitionId=${target}&taskDefinitionKey=a`)).toBe(MANY);
    expect(await count(`/job/count?processDefinitionId=${target}&activityId=late`)).toBe(MANY);
    expect(await count(`/history/activity-instance/count?processDefinitionId=${target}&activityId=sub`)).toBe(MANY);
    expect(await count(`/history/activity-instance/count?processDefinitionId=${source}&activityId=start`)).toBe(MANY);
    const withVariable = await server.call('POST', '/process-instance/count', {
      processDefinitionId: target,
      variables: [{ name: 'migrated', operator: 'eq', value: true }],
    });
    expect(withVariable.body.count).toBe(MANY);
    const [task] = (await server.call('GET', `/task?processDefinitionId=${target}&maxResults=1`)).body;
    const id = task.processInstanceId;
    expect((await server.call('GET', `/history/process-instance/${id}`)).body.processDefinitionId).toBe(target);
    const { body: tree } = await server.call('GET', `/process-instance/${id}/activity-instances`);
    expect(tree.childActivityInstances[0].childActivityInstances[0]).toMatchObject({ activityId: 'a' });
    for (const key of ['a', 'b', 'c']) {
      const [next] = (await server.call('GET', `/task?processInstanceId=${id}`)).body;
      expect(next.taskDefinitionKey).toBe(key);
      await server.call('POST', `/task/${next.id}/complete`, {});
    }
    expect((await server.call('GET', `/history/process-instance/${id}`)).body.state).toBe('COMPLETED');
  });

  it('when one of them stands where the plan says nothing, then none is migrated, and the reason is told', async () => {
    const both = await versions('refused');
    const ids = [await start(both.source), await start(both.source)];
    const [task] = (await server.call('GET', `/task?processInstanceId=${ids[1]}`)).body;
    await server.call('POST', `/task/${task.id}/complete`, {});
    const answer = await server.call('POST', '/migration/execute', {
      migrationPlan: planOf(both, 'a'),
      processInstanceIds: ids,
    });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        type: 'MigratingProcessInstanceValidationException',
        validationReport: {
          processInstanceId: ids[1],
          activityInstanceValidationReports: [
            {
              sourceScopeId: 'b',
              migrationInstruction: null,
              failures: ["There is no migration instruction for this instance's activity"],
            },
          ],
        },
      },
    });
    expect(await count(`/process-instance/count?processDefinitionId=${both.source}`)).toBe(2);
  });

  it('when they are migrated by a batch, then each that cannot be says why, and the others are', async () => {
    const { execute } = batchDriver(() => server);
    const both = await versions('batched');
    const ids = [await start(both.source), await start(both.source), await start(both.source)];
    const [task] = (await server.call('GET', `/task?processInstanceId=${ids[1]}`)).body;
    await server.call('POST', `/task/${task.id}/complete`, {});
    await server.call('PUT', `/process-instance/${ids[2]}/suspended`, { suspended: true });
    const { body: batch } = await server.call('POST', '/migration/executeAsync', {
      migrationPlan: planOf(both, 'a'),
      processInstanceIds: ids,
    });
    expect(batch).toMatchObject({ type: 'instance-migration', totalJobs: 3 });
    await execute(batch, 'seed');
    await execute(batch, 'batch');
    expect(await count(`/process-instance/count?processDefinitionId=${both.target}`)).toBe(2);
    expect((await server.call('GET', `/process-instance/${ids[2]}`)).body.suspended).toBe(true);
    const { body: failed } = await server.call('GET', `/job?jobDefinitionId=${batch.batchJobDefinitionId}`);
    expect(failed).toHaveLength(1);
    expect(failed[0].exceptionMessage).toContain("There is no migration instruction for this instance's activity");
  });

  it('when a plan is generated, checked and wrong, then that is told before anything happens', async () => {
    const both = await versions('planned');
    const generated = await server.call('POST', '/migration/generate', {
      sourceProcessDefinitionId: both.target,
      targetProcessDefinitionId: both.target,
      updateEventTriggers: true,
    });
    expect(generated.status).toBe(200);
    expect(generated.body.instructions).toContainEqual({
      sourceActivityIds: ['late'],
      targetActivityIds: ['late'],
      updateEventTrigger: true,
    });
    expect(await server.call('POST', '/migration/validate', generated.body)).toMatchObject({
      status: 200,
      body: { instructionReports: [], variableReports: {} },
    });
    const wrong = planOf(both, 'a', 'zz');
    const report = {
      instructionReports: [
        {
          instruction: { sourceActivityIds: ['zz'], targetActivityIds: ['zz'], updateEventTrigger: false },
          failures: ["Source activity 'zz' does not exist", "Target activity 'zz' does not exist"],
        },
      ],
    };
    expect(await server.call('POST', '/migration/validate', wrong)).toMatchObject({ status: 200, body: report });
    const id = await start(both.source);
    expect(
      await server.call('POST', '/migration/execute', { migrationPlan: wrong, processInstanceIds: [id] }),
    ).toMatchObject({ status: 400, body: { type: 'MigrationPlanValidationException', validationReport: report } });
    for (const [body, message] of [
      [{}, 'migrationPlan must be set'],
      [{ migrationPlan: planOf(both, 'a') }, 'Process instance ids cannot empty'],
      [{ migrationPlan: { ...planOf(both), sourceProcessDefinitionId: 'gone' } }, "with id 'gone' does not exist"],
      [{ migrationPlan: { ...planOf(both), instructions: [{}] } }, 'sourceActivityIds must name an activity'],
    ] as const) {
      const answer = await server.call('POST', '/migration/execute', body);
      expect(answer).toMatchObject({ status: 400 });
      expect(answer.body.message).toContain(message);
    }
    const other = planOf({ source: both.target, target: both.source }, 'a');
    expect(
      (await server.call('POST', '/migration/execute', { migrationPlan: other, processInstanceIds: [id] })).body
        .message,
    ).toContain('ENGINE-23002');
  });
});
