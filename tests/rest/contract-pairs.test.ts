import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ORDER } from './models.ts';
import { type Answer, type ServerUnderTest, startServer } from './server-under-test.ts';

const ID = '[0-9a-z]{20}';

/** The captured request and answer pairs of the contract, told in order on one instance. */
describe('given the order model', () => {
  let server: ServerUnderTest;
  let definitionId = '';
  let instanceId = '';
  let taskId = '';

  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  it('when it is deployed, then the answer describes the definition', async () => {
    const answer = await server.deploy(
      { 'order.bpmn': ORDER },
      { 'deployment-name': 'cap', 'deployment-source': 'Camunda Modeler', 'enable-duplicate-filtering': 'true' },
    );
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    definitionId = Object.keys(answer.body.deployedProcessDefinitions)[0] ?? '';
    expect(definitionId).toMatch(new RegExp(`^order:1:${ID}$`));
    expect(answer.body).toEqual({
      links: [{ method: 'GET', href: `${server.origin}/engine-rest/deployment/${answer.body.id}`, rel: 'self' }],
      id: expect.stringMatching(ID),
      name: 'cap',
      source: 'Camunda Modeler',
      deploymentTime: '2026-11-24T08:00:00.000+0000',
      tenantId: null,
      deployedProcessDefinitions: {
        [definitionId]: {
          id: definitionId,
          key: 'order',
          category: 'http://bpmn.io/schema/bpmn',
          description: null,
          name: 'Order',
          version: 1,
          resource: 'order.bpmn',
          deploymentId: answer.body.id,
          diagram: null,
          suspended: false,
          tenantId: null,
          versionTag: 'v1',
          historyTimeToLive: 30,
          startableInTasklist: true,
        },
      },
      deployedCaseDefinitions: null,
      deployedDecisionDefinitions: null,
      deployedDecisionRequirementsDefinitions: null,
    });
  });

  it('when it is started, then the answer describes the instance and its variables', async () => {
    const answer = await server.call('POST', '/process-definition/key/order/start', {
      businessKey: 'bk-77',
      withVariablesInReturn: true,
      variables: { amount: { value: 42, type: 'Integer' }, result: { value: 'r', type: 'String' } },
    });
    instanceId = answer.body.id;
    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(answer.body).toEqual({
      links: [{ method: 'GET', href: `${server.origin}/engine-rest/process-instance/${instanceId}`, rel: 'self' }],
      id: expect.stringMatching(ID),
      definitionId,
      businessKey: 'bk-77',
      caseInstanceId: null,
      ended: false,
      suspended: false,
      tenantId: null,
      definitionKey: 'order',
      variables: {
        result: { type: 'String', value: 'r', valueInfo: {} },
        amount: { type: 'Integer', value: 42, valueInfo: {} },
      },
    });
  });

  it('when a worker fetches, then it gets the task with its variables and properties', async () => {
    const answer = await server.call('POST', '/external-task/fetchAndLock', {
      workerId: 'w1',
      maxTasks: 1,
      usePriority: true,
      topics: [
        { topicName: 'charge-card', lockDuration: 60000, businessKey: 'bk-77', includeExtensionProperties: true },
      ],
    });
    taskId = answer.body[0]?.id;
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toEqual([
      {
        activityId: 'charge',
        activityInstanceId: expect.stringMatching(`^charge:${ID}$`),
        errorMessage: null,
        errorDetails: null,
        executionId: expect.stringMatching(ID),
        id: expect.stringMatching(ID),
        lockExpirationTime: '2026-11-24T08:01:00.000+0000',
        createTime: '2026-11-24T08:00:00.000+0000',
        processDefinitionId: definitionId,
        processDefinitionKey: 'order',
        processDefinitionVersionTag: 'v1',
        processInstanceId: instanceId,
        retries: null,
        suspended: false,
        workerId: 'w1',
        topicName: 'charge-card',
        tenantId: null,
        variables: {
          result: { type: 'String', value: 'r', valueInfo: {} },
          amount: { type: 'Integer', value: 42, valueInfo: {} },
          localIn: { type: 'Integer', value: 42, valueInfo: {} },
        },
        priority: 10,
        businessKey: 'bk-77',
        extensionProperties: { region: 'eu' },
      },
    ]);
  });

  it('when another worker completes it, then the refusal names both', async () => {
    expect(await server.call('POST', `/external-task/${taskId}/complete`, { workerId: 'other' })).toMatchObject({
      status: 400,
      body: {
        type: 'RestException',
        message: `External Task ${taskId} cannot be completed by worker 'other'. It is locked by worker 'w1'.`,
        code: 0,
      },
    });
  });

  it('when it fails with no retries left, then there is an incident', async () => {
    const failure = { workerId: 'w1', errorMessage: 'boom', errorDetails: 'stack', retries: 0, retryTimeout: 0 };
    expect(await server.call('POST', `/external-task/${taskId}/failure`, failure)).toMatchObject({ status: 204 });
    const { body } = await server.call('GET', `/incident?processInstanceId=${instanceId}`);
    const { id } = body[0];
    expect(body).toEqual([
      {
        id,
        processDefinitionId: definitionId,
        processInstanceId: instanceId,
        executionId: expect.stringMatching(ID),
        incidentTimestamp: '2026-11-24T08:00:00.000+0000',
        incidentType: 'failedExternalTask',
        activityId: 'charge',
        failedActivityId: null,
        causeIncidentId: id,
        rootCauseIncidentId: id,
        configuration: taskId,
        incidentMessage: 'boom',
        tenantId: null,
        jobDefinitionId: null,
        annotation: null,
      },
    ]);
    expect(await server.call('GET', `/external-task/${taskId}/errorDetails`)).toMatchObject({
      body: 'stack',
      headers: { 'content-type': expect.stringContaining('text/plain') },
    });
    expect(await server.call('DELETE', `/incident/${id}`)).toMatchObject({
      status: 400,
      body: { message: 'Cannot resolve an incident of type failedExternalTask' },
    });
  });

  it('when it gets retries again, then the incident is closed and its worker may complete it', async () => {
    expect(await server.call('PUT', `/external-task/${taskId}/retries`, { retries: 1 })).toMatchObject({ status: 204 });
    expect((await server.call('GET', '/incident')).body).toEqual([]);
    const done = await server.call('POST', `/external-task/${taskId}/complete`, {
      workerId: 'w1',
      variables: { result: { value: 'ok', type: 'string', valueInfo: {} } },
    });
    expect(done).toMatchObject({ status: 204, body: undefined });
    expect(done.headers['content-type']).toBeUndefined();
  });

  it('when it is completed once more, then it does not exist', async () => {
    expect(await server.call('POST', `/external-task/${taskId}/complete`, { workerId: 'w1' })).toMatchObject({
      status: 404,
      body: { type: 'RestException', message: `External task with id ${taskId} does not exist`, code: 0 },
    });
  });

  it('when its tokens are asked for, then the tree shows the user task', async () => {
    const { body } = await server.call('GET', `/process-instance/${instanceId}/activity-instances`);
    expect(body).toMatchObject({
      id: instanceId,
      parentActivityInstanceId: null,
      activityId: definitionId,
      activityType: 'processDefinition',
      processInstanceId: instanceId,
      processDefinitionId: definitionId,
      childTransitionInstances: [],
      executionIds: [instanceId],
      activityName: 'Order',
      name: 'Order',
      incidentIds: [],
      incidents: [],
    });
    expect(body.childActivityInstances).toMatchObject([
      { activityId: 'approve', activityType: 'userTask', parentActivityInstanceId: instanceId, name: 'Approve' },
    ]);
  });

  it('when tasks are listed, then the person has one', async () => {
    const { body } = await server.call('GET', `/task?processInstanceId=${instanceId}`);
    expect(body).toEqual([
      {
        id: expect.stringMatching(ID),
        name: 'Approve',
        assignee: 'demo',
        created: '2026-11-24T08:00:00.000+0000',
        due: null,
        followUp: null,
        lastUpdated: null,
        delegationState: null,
        description: null,
        executionId: expect.any(String),
        owner: null,
        parentTaskId: null,
        priority: 50,
        processDefinitionId: definitionId,
        processInstanceId: instanceId,
        taskDefinitionKey: 'approve',
        caseExecutionId: null,
        caseInstanceId: null,
        caseDefinitionId: null,
        suspended: false,
        formKey: null,
        camundaFormRef: null,
        operatonFormRef: null,
        tenantId: null,
        taskState: 'Created',
      },
    ]);
    taskId = body[0].id;
  });

  it('when the task is completed, then the variables come back and history has ended', async () => {
    server.clock.advanceBy(534);
    const answer: Answer = await server.call('POST', `/task/${taskId}/complete`, {
      variables: { approved: { value: true, type: 'Boolean' } },
      withVariablesInReturn: true,
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({
      result: { type: 'String', value: 'ok', valueInfo: {} },
      amount: { type: 'Integer', value: 42, valueInfo: {} },
      approved: { type: 'Boolean', value: true, valueInfo: {} },
      outMapped: { type: 'String', value: 'ok', valueInfo: {} },
    });
    expect((await server.call('GET', `/history/process-instance?processInstanceId=${instanceId}`)).body).toEqual([
      {
        id: instanceId,
        businessKey: 'bk-77',
        processDefinitionId: definitionId,
        processDefinitionKey: 'order',
        processDefinitionName: 'Order',
        processDefinitionVersion: 1,
        startTime: '2026-11-24T08:00:00.000+0000',
        endTime: '2026-11-24T08:00:00.534+0000',
        removalTime: '2026-12-24T08:00:00.534+0000',
        durationInMillis: 534,
        startUserId: null,
        startActivityId: 'start',
        deleteReason: null,
        rootProcessInstanceId: instanceId,
        superProcessInstanceId: null,
        superCaseInstanceId: null,
        caseInstanceId: null,
        tenantId: null,
        state: 'COMPLETED',
        restartedProcessInstanceId: null,
      },
    ]);
    expect(await server.call('GET', `/process-instance/${instanceId}`)).toMatchObject({ status: 404 });
  });

  it('when the completed task is completed again, then it is gone', async () => {
    expect(await server.call('POST', `/task/${taskId}/complete`, {})).toMatchObject({
      status: 404,
      body: {
        type: 'RestException',
        message: `Cannot complete task ${taskId}: Cannot find task with id ${taskId}: task is null`,
      },
    });
  });

  it('when the history is read, then every kind of it tells the same story', async () => {
    const of = async (resource: string, query = '') =>
      (await server.call('GET', `/history/${resource}?processInstanceId=${instanceId}${query}`)).body;
    const activities = await of('activity-instance', '&sortBy=occurrence&sortOrder=asc');
    expect(activities.map((row: { activityId: string }) => row.activityId)).toEqual([
      'start',
      'charge',
      'approve',
      'end',
    ]);
    const variables = await of('variable-instance', '&sortBy=variableName&sortOrder=asc');
    expect(variables.map((row: { name: string; value: unknown }) => [row.name, row.value])).toContainEqual([
      'result',
      'ok',
    ]);
    const log = await of('external-task-log', '&sortBy=timestamp&sortOrder=asc');
    expect(log.filter((row: { failureLog: boolean }) => row.failureLog)).toMatchObject([
      { errorMessage: 'boom', retries: null },
    ]);
    expect(log.filter((row: { successLog: boolean }) => row.successLog)).toHaveLength(1);
    expect(await of('task')).toMatchObject([{ taskDefinitionKey: 'approve', deleteReason: 'completed' }]);
    expect(await of('incident')).toMatchObject([{ incidentType: 'failedExternalTask', resolved: true, open: false }]);
    expect((await of('detail', '&variableUpdates=true')).length).toBeGreaterThanOrEqual(5);
  });
});
