import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { definitions, flows, person, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const THREE = process(
  'three',
  '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="fork" />' +
    '<bpmn:userTask id="person" /><bpmn:serviceTask id="work" camunda:type="external" camunda:topic="work" />' +
    `<bpmn:userTask id="later" camunda:asyncBefore="true" />${flows('start>fork', 'fork>person', 'fork>work', 'fork>later')}`,
  'camunda:historyTimeToLive="5"',
);
const BROKEN = definitions(
  '<bpmn:process id="broken" isExecutable="true"><bpmn:startEvent id="start" /><bpmn:serviceTask id="do" camunda:asyncBefore="true" ' +
    `camunda:expression="\${missing}" />${flows('start>do')}</bpmn:process>`,
);

/** One row: type, entity, category, property, old and new value. */
type Row = [string, string, string, string | null, string | null, string | null];

describe('given a server that believes the name in a Basic header', () => {
  let server: ServerUnderTest;
  let ids: { definition: string; instance: string; task: string; job: string; work: string };
  beforeAll(async () => {
    server = await startServer({ OPERATION_USER: 'basic' });
    await server.deploy({ 'three.bpmn': THREE, 'broken.bpmn': BROKEN, 'person.bpmn': person('person') });
  });
  afterAll(() => server.remove());

  const get = async (path: string) => (await server.call('GET', path)).body;
  /** A call by a person; answers the body. */
  const as = async (method: string, path: string, body?: unknown, user = 'demo') => {
    const response = await fetch(`${server.origin}/engine-rest${path}`, {
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${user}:secret`).toString('base64')}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect([path, response.status < 300, text]).toEqual([path, true, text]);
    return text === '' ? undefined : JSON.parse(text);
  };
  beforeEach(async () => {
    const { id: instance, definitionId: definition } = await as('POST', '/process-definition/key/three/start', {});
    const [[task], [job], [work]] = await Promise.all(
      ['task', 'job', 'external-task'].map((list) => get(`/${list}?processInstanceId=${instance}`)),
    );
    ids = { definition, instance, task: task.id, job: job.id, work: work.id };
    seen = new Set((await get('/history/user-operation')).map(({ id }: { id: string }) => id));
  });

  let seen = new Set<string>();
  /** The rows since the last look, in order. */
  const news = async () => {
    const rows = await get('/history/user-operation?sortBy=timestamp&sortOrder=asc');
    const fresh = rows.filter(({ id }: { id: string }) => !seen.has(id));
    for (const { id } of fresh) seen.add(id);
    return fresh;
  };
  const told = async (): Promise<Row[]> =>
    (await news()).map((row: Record<string, string>) => [
      row['operationType'],
      row['entityType'],
      row['category'],
      row['property'],
      row['orgValue'],
      row['newValue'],
    ]);

  it('when nobody is named, then nothing is told', async () => {
    await server.call('POST', `/task/${ids.task}/claim`, { userId: 'demo' });
    const { body } = await server.call('POST', '/process-definition/key/three/start', {});
    expect((await get(`/history/process-instance/${body.id}`)).startUserId).toBeNull();
    expect(await told()).toEqual([]);
  });

  it('when an instance starts, then the log and the instance say by whom', async () => {
    const { id } = await as('POST', '/process-definition/key/three/start', {}, 'mary');
    expect((await get(`/history/process-instance/${id}`)).startUserId).toBe('mary');
    expect(await news()).toMatchObject([
      {
        userId: 'mary',
        operationType: 'Create',
        entityType: 'ProcessInstance',
        category: 'Operator',
        property: null,
        processInstanceId: id,
        rootProcessInstanceId: id,
        processDefinitionKey: 'three',
        processDefinitionId: ids.definition,
        deploymentId: expect.any(String),
      },
    ]);
  });

  it('when a task passes through hands, then each step tells what it changed', async () => {
    const task = `/task/${ids.task}`;
    await as('POST', `${task}/claim`, { userId: 'demo' });
    await as('POST', `${task}/unclaim`);
    await as('POST', `${task}/assignee`, { userId: 'demo' });
    await as('POST', `${task}/delegate`, { userId: 'mary' });
    await as('POST', `${task}/resolve`, {});
    await as('POST', `${task}/identity-links`, { userId: 'u1', type: 'candidate' });
    await as('POST', `${task}/identity-links`, { groupId: 'g1', type: 'candidate' });
    await as('POST', `${task}/identity-links/delete`, { userId: 'u1', type: 'candidate' });
    await as('PUT', `${task}/variables/v`, { value: 1 });
    await as('POST', `${task}/complete`, {});
    const rows = await news();
    const short = rows.map((row: Record<string, string>) =>
      [row['operationType'], row['entityType'], row['property'], row['orgValue'], row['newValue']].join(' '),
    );
    expect(short).toEqual([
      'Claim Task assignee  demo',
      'Assign Task assignee demo ',
      'Assign Task assignee  demo',
      'Delegate Task owner  demo',
      'Delegate Task assignee demo mary',
      'Delegate Task delegation  PENDING',
      'Resolve Task assignee mary demo',
      'Resolve Task delegation PENDING RESOLVED',
      'AddUserLink IdentityLink candidate  u1',
      'AddGroupLink IdentityLink candidate  g1',
      'DeleteUserLink IdentityLink candidate  u1',
      'SetVariable Variable   ',
      'Complete Task delete false true',
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({ category: 'TaskWorker', taskId: ids.task, processInstanceId: ids.instance });
    }
    const [delegated] = rows.filter((row: { operationType: string }) => row.operationType === 'Delegate');
    expect(await get(`/history/user-operation/count?operationId=${delegated.operationId}`)).toEqual({ count: 3 });
  });

  const CASES: [what: string, act: () => Promise<unknown>, rows: Row[]][] = [
    [
      'a task is updated',
      () => as('PUT', `/task/${ids.task}`, { name: 'n', priority: 7, due: '2026-12-01T00:00:00.000+0000' }),
      [
        ['Update', 'Task', 'TaskWorker', 'dueDate', null, '1796083200000'],
        ['Update', 'Task', 'TaskWorker', 'name', null, 'n'],
        ['Update', 'Task', 'TaskWorker', 'priority', '50', '7'],
      ],
    ],
    [
      'a variable is set and removed',
      async () => {
        await as('PUT', `/process-instance/${ids.instance}/variables/v`, { value: 1 });
        await as('DELETE', `/process-instance/${ids.instance}/variables/v`);
      },
      [
        ['SetVariable', 'Variable', 'Operator', null, null, null],
        ['RemoveVariable', 'Variable', 'Operator', null, null, null],
      ],
    ],
    [
      'an instance is suspended and activated',
      async () => {
        await as('PUT', `/process-instance/${ids.instance}/suspended`, { suspended: true });
        await as('PUT', `/process-instance/${ids.instance}/suspended`, { suspended: false });
      },
      [
        ['Suspend', 'ProcessInstance', 'Operator', 'suspensionState', null, 'suspended'],
        ['Activate', 'ProcessInstance', 'Operator', 'suspensionState', null, 'active'],
      ],
    ],
    [
      'a definition is suspended with its instances and activated',
      async () => {
        const body = { includeProcessInstances: true };
        await as('PUT', `/process-definition/${ids.definition}/suspended`, { ...body, suspended: true });
        await as('PUT', `/process-definition/${ids.definition}/suspended`, { ...body, suspended: false });
      },
      [
        ['SuspendProcessDefinition', 'ProcessDefinition', 'Operator', 'suspensionState', null, 'suspended'],
        ['SuspendProcessDefinition', 'ProcessDefinition', 'Operator', 'includeProcessInstances', null, 'true'],
        ['ActivateProcessDefinition', 'ProcessDefinition', 'Operator', 'suspensionState', null, 'active'],
        ['ActivateProcessDefinition', 'ProcessDefinition', 'Operator', 'includeProcessInstances', null, 'true'],
      ],
    ],
    [
      'a job is changed and executed',
      async () => {
        const job = `/job/${ids.job}`;
        await as('PUT', `${job}/suspended`, { suspended: true });
        await as('PUT', '/job/suspended', { processInstanceId: ids.instance, suspended: false });
        await as('PUT', `${job}/priority`, { priority: 3 });
        await as('PUT', `${job}/retries`, { retries: 4 });
        await as('PUT', `${job}/duedate`, { duedate: '2026-12-01T00:00:00.000+0000' });
        await as('POST', `${job}/execute`, {});
      },
      [
        ['SuspendJob', 'Job', 'Operator', 'suspensionState', null, 'suspended'],
        ['ActivateJob', 'Job', 'Operator', 'suspensionState', null, 'active'],
        ['SetPriority', 'Job', 'Operator', 'priority', '0', '3'],
        ['SetJobRetries', 'Job', 'Operator', 'retries', '3', '4'],
        ['SetDueDate', 'Job', 'Operator', 'duedate', null, '1796083200000'],
        ['Execute', 'Job', 'Operator', null, null, null],
      ],
    ],
    [
      'a job definition is changed',
      async () => {
        const [{ id }] = await get(`/job-definition?processDefinitionId=${ids.definition}`);
        await as('PUT', `/job-definition/${id}/suspended`, { suspended: true, includeJobs: true });
        await as('PUT', `/job-definition/${id}/suspended`, { suspended: false, includeJobs: true });
        await as('PUT', `/job-definition/${id}/jobPriority`, { priority: 5, includeJobs: true });
        await server.call('PUT', `/job-definition/${id}/jobPriority`, {});
        await as('PUT', `/job-definition/${id}/retries`, { retries: 5 });
      },
      [
        ['SuspendJobDefinition', 'JobDefinition', 'Operator', 'suspensionState', null, 'suspended'],
        ['ActivateJobDefinition', 'JobDefinition', 'Operator', 'suspensionState', null, 'active'],
        ['SetPriority', 'JobDefinition', 'Operator', 'overridingPriority', null, '5'],
        ['SetPriority', 'Job', 'Operator', 'priority', null, '5'],
        ['SetJobRetries', 'Job', 'Operator', 'retries', null, '5'],
      ],
    ],
    [
      'an external task is changed by an operator',
      async () => {
        await as('PUT', `/external-task/${ids.work}/retries`, { retries: 4 });
        await as('PUT', `/external-task/${ids.work}/priority`, { priority: 4 });
        await as('POST', `/external-task/${ids.work}/unlock`);
        await as('PUT', '/external-task/retries', { retries: 4, externalTaskIds: [ids.work] });
      },
      [
        ['SetExternalTaskRetries', 'ExternalTask', 'Operator', 'retries', null, '4'],
        ['SetPriority', 'ExternalTask', 'Operator', 'priority', '0', '4'],
        ['Unlock', 'ExternalTask', 'Operator', null, null, null],
        ['SetExternalTaskRetries', 'ExternalTask', 'Operator', 'nrOfInstances', null, '1'],
        ['SetExternalTaskRetries', 'ExternalTask', 'Operator', 'async', null, 'false'],
        ['SetExternalTaskRetries', 'ExternalTask', 'Operator', 'retries', null, '4'],
      ],
    ],
    [
      'a worker fetches and completes, which is no operation of a person',
      async () => {
        const topics = [{ topicName: 'work', lockDuration: 10_000 }];
        const [task] = await as('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics });
        await as('POST', `/external-task/${task.id}/complete`, { workerId: 'w' });
      },
      [],
    ],
    [
      'an instance is deleted, then its history',
      async () => {
        await as('DELETE', `/process-instance/${ids.instance}`);
        await as('DELETE', `/history/process-instance/${ids.instance}`);
      },
      [
        ['Delete', 'ProcessInstance', 'Operator', null, null, null],
        ['DeleteHistory', 'ProcessInstance', 'Operator', 'nrOfInstances', null, '1'],
        ['DeleteHistory', 'ProcessInstance', 'Operator', 'async', null, 'false'],
      ],
    ],
    [
      'a time to live is changed',
      async () => {
        await as('PUT', `/process-definition/${ids.definition}/history-time-to-live`, { historyTimeToLive: 9 });
        await server.call('PUT', `/process-definition/${ids.definition}/history-time-to-live`, {
          historyTimeToLive: 5,
        });
      },
      [['UpdateHistoryTimeToLive', 'ProcessDefinition', 'Operator', 'historyTimeToLive', '5', '9']],
    ],
    [
      'a batch is begun, suspended and deleted',
      async () => {
        const body = { processInstanceIds: [ids.instance], deleteReason: 'why' };
        const batch = await as('POST', '/process-instance/delete', body);
        expect(batch.createUserId).toBe('demo');
        await as('PUT', `/batch/${batch.id}/suspended`, { suspended: true });
        await as('DELETE', `/batch/${batch.id}?cascade=true`);
      },
      [
        ['Delete', 'ProcessInstance', 'Operator', 'nrOfInstances', null, '1'],
        ['Delete', 'ProcessInstance', 'Operator', 'async', null, 'true'],
        ['Delete', 'ProcessInstance', 'Operator', 'deleteReason', null, 'why'],
        ['SuspendBatch', 'Batch', 'Operator', 'suspensionState', null, 'suspended'],
        ['Delete', 'Batch', 'Operator', 'cascadeToHistory', null, 'true'],
      ],
    ],
  ];
  it.each(CASES)('when %s, then that is what the log tells', async (_, act, rows) => {
    await act();
    expect(await told()).toEqual(rows);
  });

  it('when a deployment comes and goes, then both are told, and not what went with it', async () => {
    const form = new FormData();
    form.set('gone.bpmn', new Blob([person('gone')]), 'gone.bpmn');
    const authorization = `Basic ${Buffer.from('demo:x').toString('base64')}`;
    const answer = await fetch(`${server.origin}/engine-rest/deployment/create`, {
      method: 'POST',
      body: form,
      headers: { authorization },
    });
    const { id } = (await answer.json()) as { id: string };
    await server.call('POST', '/process-definition/key/gone/start', {});
    await as('DELETE', `/deployment/${id}?cascade=true`);
    expect(await told()).toEqual([
      ['Create', 'Deployment', 'Operator', 'duplicateFilterEnabled', null, 'false'],
      ['Delete', 'Deployment', 'Operator', 'cascade', null, 'true'],
    ]);
  });

  it('when an instance is modified, then the word given with it stands beside the operation', async () => {
    const instructions = [{ type: 'startBeforeActivity', activityId: 'person' }];
    await as('POST', `/process-instance/${ids.instance}/modification`, { instructions, annotation: 'why' });
    expect(await news()).toMatchObject([{ operationType: 'ModifyProcessInstance', annotation: 'why', property: null }]);
  });

  it('when many are modified, migrated or restarted, then one operation counts them', async () => {
    const { definition, instance } = ids;
    const instructions = [{ type: 'startBeforeActivity', activityId: 'person' }];
    const many = { processInstanceIds: [instance], processDefinitionId: definition, instructions };
    const counted = (type: string, async: boolean, ...more: Row[]): Row[] => [
      [type, 'ProcessInstance', 'Operator', 'nrOfInstances', null, '1'],
      [type, 'ProcessInstance', 'Operator', 'async', null, String(async)],
      ...more,
    ];
    const sorted = async () => (await told()).sort();
    await as('POST', '/modification/execute', { ...many, annotation: 'why' });
    expect(await sorted()).toEqual(counted('ModifyProcessInstance', false).sort());
    await as('POST', '/modification/executeAsync', many);
    expect(await sorted()).toEqual(counted('ModifyProcessInstance', true).sort());
    await as('POST', `/process-instance/${instance}/modification-async`, { instructions });
    expect(await sorted()).toEqual(counted('ModifyProcessInstance', true).sort());

    await server.deploy({ 'three.bpmn': THREE });
    const { id: target } = await get('/process-definition/key/three');
    const migrationPlan = await as('POST', '/migration/generate', {
      sourceProcessDefinitionId: definition,
      targetProcessDefinitionId: target,
    });
    const migrate: Row = ['Migrate', 'ProcessInstance', 'Operator', 'processDefinitionId', definition, target];
    await as('POST', '/migration/execute', { migrationPlan, processInstanceIds: [instance] });
    expect(await sorted()).toEqual(counted('Migrate', false, migrate).sort());
    await as('POST', '/migration/executeAsync', { migrationPlan, processInstanceIds: ['any'] });
    expect(await sorted()).toEqual(counted('Migrate', true, migrate).sort());

    await as('DELETE', `/process-instance/${instance}`);
    await told();
    await as('POST', `/process-definition/${target}/restart`, { processInstanceIds: [instance], instructions });
    expect(await sorted()).toEqual(counted('RestartProcessInstance', false).sort());
    await as('POST', `/process-definition/${target}/restart-async`, { processInstanceIds: [instance], instructions });
    expect(await sorted()).toEqual(counted('RestartProcessInstance', true).sort());
  });

  it('when an operation is annotated, then all its rows are, until the word is taken away', async () => {
    await as('POST', `/task/${ids.task}/claim`, { userId: 'demo' });
    const [{ operationId }] = await news();
    const annotation = async () => (await get(`/history/user-operation?operationId=${operationId}`))[0].annotation;
    await as('PUT', `/history/user-operation/${operationId}/set-annotation`, { annotation: 'noted' });
    expect(await annotation()).toBe('noted');
    await as('PUT', `/history/user-operation/${operationId}/clear-annotation`);
    expect(await annotation()).toBeNull();
    expect((await told()).map(([type, entity, , property, , to]) => [type, entity, property, to])).toEqual([
      ['SetAnnotation', 'OperationLog', 'operationId', operationId],
      ['ClearAnnotation', 'OperationLog', 'operationId', operationId],
    ]);
    expect(await server.call('PUT', '/history/user-operation/nope/set-annotation', { annotation: 'x' })).toMatchObject({
      status: 400,
      body: { type: 'BadUserRequestException', message: 'operation is null' },
    });
  });

  it('when an incident is annotated, then it and its history say so, also after a restart', async () => {
    const { id } = await as('POST', '/process-definition/key/broken/start', {});
    const [job] = await get(`/job?processInstanceId=${id}`);
    for (let tries = 3; tries > 0; tries--) await server.call('POST', `/job/${job.id}/execute`, {});
    const [incident] = await get(`/incident?processInstanceId=${id}`);
    await as('PUT', `/incident/${incident.id}/annotation`, { annotation: 'called the unit' });
    await server.stop();
    server = await startServer({ OPERATION_USER: 'basic' }, server.config.dataDir);
    expect((await get(`/incident/${incident.id}`)).annotation).toBe('called the unit');
    expect((await get(`/history/incident?incidentId=${incident.id}`))[0].annotation).toBe('called the unit');
    await as('DELETE', `/incident/${incident.id}/annotation`);
    expect((await get(`/incident/${incident.id}`)).annotation).toBeNull();
    expect(await server.call('PUT', '/incident/nope/annotation', {})).toMatchObject({
      status: 400,
      body: { message: 'incident is null' },
    });
  });

  it('when a command is refused, then nothing is told of it', async () => {
    await server.call('POST', `/task/${ids.task}/claim`, { userId: 'demo' });
    const response = await fetch(`${server.origin}/engine-rest/task/${ids.task}/claim`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('mary:x').toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ userId: 'mary' }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await told()).toEqual([]);
  });
});
