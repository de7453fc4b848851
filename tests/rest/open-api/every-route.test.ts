import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LEVEL, MESSAGES, person, process, TIMER, work } from '../models.ts';
import { type ServerUnderTest, startServer } from '../server-under-test.ts';
import { ABSENT, CONTRACT_ROWS, NOT_WHOLE, routesOf } from './contract-rows.ts';
import { Walk } from './walk.ts';

const GOLDEN = new URL('../../../server/rest/CONTRACT.md', import.meta.url);

/** Routes that never give a good answer here, and why. */
const NEVER_GOOD: readonly [RegExp, string][] = [[/tenant-id/, 'nothing belongs to a tenant']];

const RECEIVE = process(
  'receive',
  '<bpmn:startEvent id="start" /><bpmn:receiveTask id="wait" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="wait" />',
);
/** A job that fails at each try. */
const FAILING = process(
  'failing',
  '<bpmn:startEvent id="start" /><bpmn:serviceTask id="fail" camunda:asyncBefore="true" camunda:expression="${nothing}" />' +
    '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="fail" />',
);
const ESCALATED = process(
  'escalated',
  '<bpmn:startEvent id="start" /><bpmn:userTask id="decide" /><bpmn:boundaryEvent id="up" cancelActivity="false" attachedToRef="decide">' +
    '<bpmn:escalationEventDefinition id="any" /></bpmn:boundaryEvent><bpmn:endEvent id="end" />' +
    '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="decide" /><bpmn:sequenceFlow id="g" sourceRef="up" targetRef="end" />',
);
const CONDITION = process(
  'condition',
  '<bpmn:startEvent id="start"><bpmn:conditionalEventDefinition id="when"><bpmn:condition xsi:type="bpmn:tFormalExpression">' +
    '${go == 1}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent><bpmn:userTask id="decide" />' +
    '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="decide" />',
);
const FORM = process(
  'form',
  '<bpmn:startEvent id="start" camunda:formKey="camunda-forms:deployment:ask.form" />' +
    '<bpmn:userTask id="decide" camunda:formKey="camunda-forms:deployment:ask.form" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="decide" />',
);
const GENERATED = process(
  'generated',
  '<bpmn:startEvent id="start"><bpmn:extensionElements><camunda:formData><camunda:formField id="a" type="string" /></camunda:formData></bpmn:extensionElements></bpmn:startEvent>' +
    '<bpmn:userTask id="decide"><bpmn:extensionElements><camunda:formData><camunda:formField id="a" type="string" /></camunda:formData></bpmn:extensionElements></bpmn:userTask>' +
    '<bpmn:sequenceFlow id="f" sourceRef="start" targetRef="decide" />',
);
const PAIR = LEVEL.replace(
  '</definitions>',
  '<decision id="twice" name="Twice"><variable id="result" name="twice" /><literalExpression id="text"><text>2</text></literalExpression></decision></definitions>',
);
const MODELS = {
  'person.bpmn': person('person', 'camunda:candidateGroups="clerks"'),
  'work.bpmn': work('work', 'topic'),
  'receive.bpmn': RECEIVE,
  'failing.bpmn': FAILING,
  'escalated.bpmn': ESCALATED,
  'messages.bpmn': MESSAGES,
  'timer.bpmn': TIMER,
  'pair.dmn': PAIR,
  'condition.bpmn': CONDITION,
  'form.bpmn': FORM,
  'ask.form': '{"id":"ask","components":[]}',
  'generated.bpmn': GENERATED,
};
const VARIABLES = { n: { value: 1 }, bytes: { type: 'Bytes', value: 'aGVsbG8=' } };

describe('given a server with something of everything', () => {
  let server: ServerUnderTest;
  let walk: Walk;
  beforeAll(async () => {
    server = await startServer({ OPERATION_USER: 'basic' });
    walk = new Walk(server, (await server.call('GET', '/openapi.json')).body);
    const form = new FormData();
    form.set('deployment-name', 'all');
    for (const [name, text] of Object.entries(MODELS)) form.set(name, new Blob([text]), name);
    expect((await walk.upload('/deployment/create', form)).status).toBe(200);
  });
  afterAll(() => server.remove());

  const start = async (key: string): Promise<string> =>
    (await walk.go('POST', `/process-definition/key/${key}/start`, { variables: VARIABLES })).id;
  const only = async (path: string) => (await walk.go('GET', path))[0];
  const taskOf = async (instance: string) => (await only(`/task?processInstanceId=${instance}`)).id as string;
  const newTask = async (key = 'person') => taskOf(await start(key));
  const newWork = async () => {
    await start('work');
    const request = { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'topic', lockDuration: 60_000 }] };
    return (await walk.go('POST', '/external-task/fetchAndLock', request))[0].id as string;
  };
  const setVariables = async (place: string) => {
    await walk.go('POST', place, { modifications: VARIABLES, deletions: ['gone'] });
    await walk.go('PUT', `${place}/m`, { value: 'x' });
    const form = new FormData();
    form.set('data', new Blob(['hello']), 'hello.txt');
    form.set('valueType', 'File');
    expect((await walk.upload(`${place}/file/data`, form)).status).toBe(204);
    for (const name of ['m', 'file/data']) await walk.go('GET', `${place}/${name}`);
    await walk.go('DELETE', `${place}/m`);
  };

  it('when external tasks are worked on, then every verb answers', async () => {
    await walk.go('POST', `/external-task/${await newWork()}/complete`, { workerId: 'w', variables: VARIABLES });
    await walk.go('POST', `/external-task/${await newWork()}/bpmnError`, { workerId: 'w', errorCode: 'e' });
    const id = await newWork();
    const failure = { workerId: 'w', errorMessage: 'm', errorDetails: 'd', retries: 0, retryTimeout: 0 };
    await walk.go('POST', `/external-task/${id}/failure`, failure);
    await walk.go('PUT', `/external-task/${id}/retries`, { retries: 1 });
    await walk.go('PUT', `/external-task/${id}/priority`, { priority: 7 });
    await walk.go('PUT', '/external-task/retries', { retries: 2, externalTaskIds: [id] });
    await walk.go('POST', '/external-task/retries-async', { retries: 2, externalTaskIds: [id] });
    await walk.go('POST', `/external-task/${id}/lock`, { workerId: 'w', lockDuration: 1000 });
    await walk.go('POST', `/external-task/${id}/extendLock`, { workerId: 'w', newDuration: 1000 });
    await walk.go('POST', `/external-task/${id}/unlock`);
    await walk.go('POST', `/external-task/${await newWork()}/failure`, failure);
  });

  it('when tasks are worked on, then every verb answers', async () => {
    await walk.go('POST', `/task/${await newTask()}/complete`, { variables: VARIABLES, withVariablesInReturn: true });
    await walk.go('POST', `/task/${await newTask()}/submit-form`, { variables: VARIABLES });
    await walk.go('POST', `/task/${await newTask()}/bpmnError`, { errorCode: 'e' });
    await walk.go('POST', `/task/${await newTask('escalated')}/bpmnEscalation`, { escalationCode: 'e' });
    const id = await newTask();
    for (const verb of ['claim', 'assignee', 'delegate'])
      await walk.go('POST', `/task/${id}/${verb}`, { userId: 'anna' });
    await walk.go('POST', `/task/${id}/resolve`, {});
    await walk.go('POST', `/task/${id}/unclaim`);
    await walk.go('PUT', `/task/${id}`, { name: 'Decide', priority: 3 });
    await walk.go('POST', '/task/create', { id: 'alone', name: 'Call back' });
    await walk.go('DELETE', '/task/alone');
    const link = { userId: 'bert', type: 'candidate' };
    await walk.go('POST', `/task/${id}/identity-links`, link);
    await walk.go('POST', `/task/${id}/identity-links/delete`, link);
    const comment = await walk.go('POST', `/task/${id}/comment/create`, { message: 'm', processInstanceId: 'its own' });
    const { processInstanceId } = await walk.go('GET', `/task/${id}`);
    for (const place of [`/task/${id}`, `/process-instance/${processInstanceId}`]) {
      await walk.go('GET', `${place}/comment`);
      await walk.go('PUT', `${place}/comment`, { id: comment.id, message: 'n' });
    }
    await walk.go('GET', `/task/${id}/comment/${comment.id}`);
    for (const place of [`/task/${id}`, `/process-instance/${processInstanceId}`]) {
      await walk.go('DELETE', `${place}/comment/${comment.id}`);
      await walk.go('DELETE', `${place}/comment`);
    }
    const file = new FormData();
    file.set('content', new Blob(['hello']), 'hello.txt');
    const attachment = (await walk.upload(`/task/${id}/attachment/create`, file)).body;
    for (const place of ['', `/${attachment.id}`, `/${attachment.id}/data`])
      await walk.go('GET', `/task/${id}/attachment${place}`);
    await walk.go('DELETE', `/task/${id}/attachment/${attachment.id}`);
    await setVariables(`/task/${id}/variables`);
    await setVariables(`/task/${id}/localVariables`);
  });

  it('when definitions are used, then each spelling answers', async () => {
    const { id } = await walk.go('GET', '/process-definition/key/person');
    for (const place of [`/process-definition/${id}`, '/process-definition/key/person']) {
      await walk.go('POST', `${place}/start`, {});
      await walk.go('POST', `${place}/submit-form`, {});
      await walk.go('PUT', `${place}/suspended`, { suspended: false });
      await walk.go('PUT', `${place}/history-time-to-live`, { historyTimeToLive: 30 });
    }
    await walk.go('PUT', '/process-definition/suspended', { processDefinitionKey: 'person', suspended: false });
    const decision = await walk.go('GET', '/decision-definition/key/level');
    for (const place of ['key/level', decision.id]) {
      await walk.go('POST', `/decision-definition/${place}/evaluate`, { variables: { amount: { value: 5 } } });
      await walk.go('PUT', `/decision-definition/${place}/history-time-to-live`, { historyTimeToLive: 30 });
    }
  });

  it('when executions and instances are moved, then every verb answers', async () => {
    await walk.go('POST', `/execution/${await start('receive')}/signal`, {});
    const waiting = await only(`/event-subscription?processInstanceId=${await start('wait')}`);
    await walk.go('GET', `/execution/${waiting.executionId}/messageSubscriptions/Go`);
    await walk.go('POST', `/execution/${waiting.executionId}/messageSubscriptions/Go/trigger`, {});
    await walk.go('POST', '/message', { messageName: 'Begin', resultEnabled: true });
    await walk.go('POST', '/signal', { name: 'nobody' });
    await walk.go('POST', '/condition', { variables: { go: { value: 1 } } });
    const id = await start('person');
    const incident = await walk.go('POST', `/execution/${id}/create-incident`, { incidentType: 'phone' });
    await walk.go('PUT', `/incident/${incident.id}/annotation`, { annotation: 'seen' });
    await walk.go('DELETE', `/incident/${incident.id}/annotation`);
    await walk.go('DELETE', `/incident/${incident.id}`);
    await setVariables(`/execution/${id}/localVariables`);
    await setVariables(`/process-instance/${id}/variables`);
    for (const suspended of [true, false]) await walk.go('PUT', `/process-instance/${id}/suspended`, { suspended });
    const instructions = [{ type: 'startBeforeActivity', activityId: 'decide' }];
    await walk.go('POST', `/process-instance/${id}/modification`, { instructions });
    await walk.go('POST', `/process-instance/${id}/modification-async`, { instructions });
    const { id: processDefinitionId } = await walk.go('GET', '/process-definition/key/person');
    const many = { processInstanceIds: [id], processDefinitionId, instructions };
    await walk.go('POST', '/modification/execute', many);
    await walk.go('POST', '/modification/executeAsync', many);
    const ids = { processInstanceIds: [id] };
    await walk.go('PUT', '/process-instance/suspended', { ...ids, suspended: false });
    await walk.go('POST', '/process-instance/suspended-async', { ...ids, suspended: false });
    await walk.go('POST', '/process-instance/job-retries', { processInstances: [await start('timer')], retries: 2 });
    const timed = { historicProcessInstanceQuery: { processInstanceIds: [await start('timer')] } };
    const byHistory = { historicProcessInstanceQuery: { processInstanceIds: [id] } };
    await walk.go('POST', '/process-instance/job-retries-historic-query-based', { ...timed, retries: 2 });
    await walk.go('POST', '/process-instance/variables-async', { ...ids, variables: { x: { value: 1 } } });
    await walk.go('POST', '/process-instance/message-async', { ...ids, messageName: 'Go' });
    await walk.go('POST', '/process-instance/delete', { ...ids, deleteReason: 'r' });
    await walk.go('POST', '/process-instance/delete-historic-query-based', { ...byHistory, deleteReason: 'r' });
    await walk.go('DELETE', `/process-instance/${await start('person')}`);
  });

  it('when instances are migrated, then every step answers', async () => {
    const old = await walk.go('GET', '/process-definition/key/person');
    const processInstanceIds = [await start('person'), await start('person')];
    await server.deploy({ 'person.bpmn': person('person', 'camunda:priority="9"') });
    const { id } = await walk.go('GET', '/process-definition/key/person');
    const between = { sourceProcessDefinitionId: old.id, targetProcessDefinitionId: id };
    const migrationPlan = await walk.go('POST', '/migration/generate', between);
    await walk.go('POST', '/migration/validate', migrationPlan);
    await walk.go('POST', '/migration/execute', { migrationPlan, processInstanceIds: processInstanceIds.slice(1) });
    await walk.go('POST', '/migration/executeAsync', { migrationPlan, processInstanceIds });
    await walk.go('DELETE', `/process-instance/${processInstanceIds[0]}`);
    const again = {
      processInstanceIds: processInstanceIds.slice(0, 1),
      instructions: [{ type: 'startBeforeActivity', activityId: 'decide' }],
    };
    for (const verb of ['restart', 'restart-async'])
      await walk.go('POST', `/process-definition/${old.id}/${verb}`, again);
  });

  it('when jobs are worked on, then every verb answers', async () => {
    const failing = (await only(`/job?processInstanceId=${await start('failing')}`)).id;
    for (const _try of [1, 2, 3]) await walk.try('POST', `/job/${failing}/execute`);
    await walk.go('PUT', `/job/${failing}/retries`, { retries: 0 });
    const { id, jobDefinitionId } = await only(`/job?processInstanceId=${await start('timer')}`);
    await walk.go('PUT', `/job/${id}/duedate`, { duedate: '2100-01-01T00:00:00.000+0000' });
    await walk.go('POST', `/job/${id}/duedate/recalculate`);
    await walk.go('PUT', `/job/${id}/priority`, { priority: 5 });
    await walk.go('PUT', `/job/${id}/suspended`, { suspended: false });
    await walk.go('PUT', '/job/suspended', { jobDefinitionId, suspended: false });
    await walk.go('POST', '/job/retries', { jobIds: [id], retries: 2 });
    await walk.go('PUT', '/job-definition/suspended', { processDefinitionKey: 'timer', suspended: false });
    await walk.go('PUT', `/job-definition/${jobDefinitionId}/suspended`, { suspended: false });
    await walk.go('PUT', `/job-definition/${jobDefinitionId}/retries`, { retries: 4 });
    await walk.go('PUT', `/job-definition/${jobDefinitionId}/jobPriority`, { priority: 4 });
    await walk.go('POST', `/job/${id}/execute`);
    await walk.go('DELETE', `/job/${(await only(`/job?processInstanceId=${await start('timer')}`)).id}`);
  });

  it('when a person who is known acts, then the operation can be annotated', async () => {
    const url = `${server.origin}/engine-rest/process-definition/key/person/start`;
    const headers = { authorization: 'Basic ZGVtbzpkZW1v', 'content-type': 'application/json' };
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(200);
    const { operationId } = await only('/history/user-operation');
    await walk.go('PUT', `/history/user-operation/${operationId}/set-annotation`, { annotation: 'why' });
    await walk.go('PUT', `/history/user-operation/${operationId}/clear-annotation`);
  });

  it('when everything is read, then every list and every item answers', async () => {
    for (const key of ['form', 'generated']) await start(key);
    await walk.go('GET', '/identity/groups?userId=anna');
    await walk.go('POST', '/identity/verify', { username: 'a', password: 'b' });
    const processes = await walk.go('GET', '/process-definition/key/person');
    await walk.go('GET', `/history/process-definition/${processes.id}/statistics`);
    const decisions = await walk.go('GET', '/decision-requirements-definition/key/levels');
    await walk.go('GET', `/history/decision-requirements-definition/${decisions.id}/statistics`);
    await walk.readEverything();
  });

  it('when things are deleted at last, then that answers too', async () => {
    const batch = await only('/batch');
    await walk.go('PUT', `/batch/${batch.id}/suspended`, { suspended: true });
    await walk.go('DELETE', `/batch/${batch.id}`);
    await walk.go('DELETE', `/history/batch/${(await only('/history/batch')).id}`);
    const removal = { absoluteRemovalTime: '2100-01-01T00:00:00.000+0000' };
    const kinds = {
      batch: 'historicBatchIds',
      'process-instance': 'historicProcessInstanceIds',
      'decision-instance': 'historicDecisionInstanceIds',
    };
    for (const [kind, ids] of Object.entries(kinds)) {
      const body = { ...removal, [ids]: [(await only(`/history/${kind}`)).id] };
      await walk.go('POST', `/history/${kind}/set-removal-time`, body);
    }
    await walk.go('POST', '/history/cleanup?immediatelyDue=true');
    for (const path of ['jobs', 'job']) await walk.go('GET', `/history/cleanup/${path}`);
    const finished = async () => (await only('/history/process-instance?finished=true')).id;
    const instance = await finished();
    const [variable] = await walk.go('GET', `/history/variable-instance?processInstanceId=${instance}`);
    await walk.go('DELETE', `/history/variable-instance/${variable.id}`);
    await walk.go('DELETE', `/history/process-instance/${instance}/variable-instances`);
    await walk.go('DELETE', `/history/process-instance/${instance}`);
    await walk.go('POST', '/history/process-instance/delete', { historicProcessInstanceIds: [await finished()] });
    const { id } = await only('/history/decision-instance');
    await walk.go('POST', '/history/decision-instance/delete', { historicDecisionInstanceIds: [id] });
    for (const _spelling of ['key', 'id']) await server.deploy({ 'last.bpmn': person('last') });
    await walk.go('DELETE', `/process-definition/${(await walk.go('GET', '/process-definition/key/last')).id}`);
    await walk.go('DELETE', '/process-definition/key/last');
    const deployment = await only('/deployment');
    await walk.go('POST', `/deployment/${deployment.id}/redeploy`, {});
    await walk.go('DELETE', `/deployment/${deployment.id}?cascade=true`);
  });

  it('then every route has given a good answer, but those that never can', () => {
    expect(walk.unanswered.filter((route) => !NEVER_GOOD.some(([pattern]) => pattern.test(route)))).toEqual([]);
    for (const [pattern] of NEVER_GOOD) expect(walk.unanswered.some((route) => pattern.test(route))).toBe(true);
  });

  it('then CONTRACT.md says of every row of the contract that its routes answer', () => {
    const table = contractTable(walk);
    if (globalThis.process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, table);
    expect(readFileSync(GOLDEN, 'utf8')).toBe(table);
    for (const row of CONTRACT_ROWS) {
      for (const route of routesOf(row)) {
        expect(walk.routes, row.what).toContain(route);
        expect(walk.unanswered, row.what).not.toContain(route);
      }
    }
    for (const [path] of ABSENT) {
      expect(walk.routes.filter((route) => route.includes(` ${path}`))).toEqual([]);
    }
  });
});

/** A line for each row of the contract: its routes, and whether each gave a good answer of the documented shape. */
function contractTable({ routes, unanswered }: Walk): string {
  const lines = CONTRACT_ROWS.map((row) => {
    const bad = routesOf(row).filter((route) => !routes.includes(route) || unanswered.includes(route));
    const state = bad.length === 0 ? 'answers, validates' : `missing: ${bad.join(', ')}`;
    return `| ${row.level} | ${row.what} | ${row.routes.map((route) => `\`${route}\``).join('<br>')} | ${state} |`;
  });
  return [
    '# The contract, row by row',
    '',
    'Written by `tests/rest/open-api/every-route.test.ts`, which calls every route and holds its answer against the',
    "reference's OpenAPI document. `*` is a list with its count, `**` the same with the POST twins.",
    '',
    '|  | what | routes | state |',
    '| --- | --- | --- | --- |',
    ...lines,
    '',
    '## What is not here',
    '',
    'Routes of the reference that answer 404, like every unknown route.',
    '',
    '| routes | why |',
    '| --- | --- |',
    ...ABSENT.map(([path, why]) => `| \`${path}\` | ${why} |`),
    '',
    'Here, but not whole:',
    '',
    ...NOT_WHOLE.map((line) => `- ${line}`),
    '',
  ].join('\n');
}
