import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions, person, TIMER } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const TIMED_START = definitions(
  '<bpmn:process id="timed" isExecutable="true"><bpmn:startEvent id="start"><bpmn:timerEventDefinition id="each">' +
    '<bpmn:timeCycle xsi:type="bpmn:tFormalExpression">R/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>' +
    '<bpmn:userTask id="decide" /><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="decide" /></bpmn:process>',
);

describe('given running and finished instances', () => {
  let server: ServerUnderTest;
  let running: string;
  let finished: string;
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({ 'person.bpmn': person('person'), 'timer.bpmn': TIMER, 'timed.bpmn': TIMED_START });
    const variables = { n: { value: 1 }, file: { type: 'Bytes', value: 'aGVsbG8=' } };
    const start = async () =>
      (await server.call('POST', '/process-definition/key/person/start', { variables })).body.id;
    running = await start();
    finished = await start();
    const [task] = (await server.call('GET', `/task?processInstanceId=${finished}`)).body;
    await server.call('POST', `/task/${task.id}/complete`, {});
  });
  afterAll(() => server.remove());

  const variablesOf = async (id: string) =>
    (await server.call('GET', `/history/variable-instance?processInstanceId=${id}`)).body;

  it('when elements are counted from history, then running, finished and incidents are told apart', async () => {
    const { id } = (await server.call('GET', '/process-definition/key/person')).body;
    const statistics = async (query = '') =>
      (await server.call('GET', `/history/process-definition/${id}/statistics${query}`)).body;
    const none = {
      canceled: 0,
      finished: 0,
      completeScope: 0,
      openIncidents: 0,
      resolvedIncidents: 0,
      deletedIncidents: 0,
    };
    expect(await statistics()).toEqual([{ id: 'decide', instances: 1, ...none }]);
    expect(await statistics('?finished=true&completeScope=true&sortBy=activityId&sortOrder=desc')).toEqual([
      { id: 'start', instances: 0, ...none, finished: 2 },
      { id: 'end', instances: 0, ...none, finished: 1, completeScope: 1 },
      { id: 'decide', instances: 1, ...none, finished: 1 },
    ]);
    expect(await statistics(`?finished=true&processInstanceIdIn=${running}`)).toHaveLength(2);
    expect(await statistics('?startedAfter=2100-01-01T00:00:00.000%2B0000')).toEqual([]);
  });

  it('when a person opens an incident, then it travels like any other and is resolved by hand', async () => {
    const open = (body: object) => server.call('POST', `/execution/${running}/create-incident`, body);
    const opened = await open({ incidentType: 'phone', configuration: 'c', message: 'call back' });
    expect(opened).toMatchObject({ status: 200, body: { incidentType: 'phone', incidentMessage: 'call back' } });
    expect((await server.call('GET', '/incident?incidentType=phone')).body).toEqual([opened.body]);
    expect(await server.call('DELETE', `/incident/${opened.body.id}`)).toMatchObject({ status: 204 });
    expect(await server.call('DELETE', `/incident/${opened.body.id}`)).toMatchObject({ status: 404 });
    expect((await server.call('GET', '/history/incident?resolved=true')).body).toMatchObject([{ id: opened.body.id }]);
    expect(await open({ message: 'no type' })).toMatchObject({
      status: 400,
      body: { message: 'incidentType is null' },
    });
    const { status } = await server.call('POST', '/execution/nope/create-incident', { incidentType: 'phone' });
    expect(status).toBe(404);
  });

  it('when variables of a finished instance are deleted, then they are forgotten; of a running one they stay', async () => {
    const [one] = await variablesOf(finished);
    expect(await server.call('DELETE', `/history/variable-instance/${one.id}`)).toMatchObject({ status: 204 });
    expect(await server.call('DELETE', `/history/variable-instance/${one.id}`)).toMatchObject({ status: 404 });
    expect(await variablesOf(finished)).toHaveLength(1);
    const all = (id: string) => server.call('DELETE', `/history/process-instance/${id}/variable-instances`);
    expect([(await all(finished)).status, (await all(running)).status, (await all('nope')).status]).toEqual([
      204, 400, 404,
    ]);
    expect(await variablesOf(finished)).toEqual([]);
    expect((await server.call('GET', `/history/detail?processInstanceId=${finished}`)).body).toEqual([]);
    expect(await variablesOf(running)).toHaveLength(2);
  });

  it('when bytes are in history, then they are downloaded from it', async () => {
    const { id } = (await variablesOf(running)).find(({ name }: { name: string }) => name === 'file');
    expect((await server.call('GET', `/history/variable-instance/${id}/data`)).body).toBe('hello');
    const [detail] = (await server.call('GET', `/history/detail?variableInstanceId=${id}`)).body;
    expect((await server.call('GET', `/history/detail/${detail.id}/data`)).body).toBe('hello');
    expect((await server.call('GET', '/history/detail/nope/data')).status).toBe(404);
  });

  it('when a timer was moved, then its due date is worked out anew from the diagram', async () => {
    await server.call('POST', '/process-definition/key/timer/start', {});
    const jobs = async () => (await server.call('GET', '/job?sortBy=jobDueDate&sortOrder=asc')).body;
    const before = await jobs();
    expect(before).toHaveLength(2);
    for (const { id } of before) {
      await server.call('PUT', `/job/${id}/duedate`, { duedate: '2100-01-01T00:00:00.000+0000' });
      expect(await server.call('POST', `/job/${id}/duedate/recalculate`)).toMatchObject({ status: 204 });
    }
    expect(await jobs()).toEqual(before);
    server.clock.advanceBy(60_000);
    for (const { id } of before) await server.call('POST', `/job/${id}/duedate/recalculate?creationDateBased=false`);
    const moved = (await jobs()).map(({ dueDate }: { dueDate: string }) => Date.parse(dueDate));
    expect(moved).toEqual(before.map(({ dueDate }: { dueDate: string }) => Date.parse(dueDate) + 60_000));
    for (const { id } of before) expect(await server.call('DELETE', `/job/${id}`)).toMatchObject({ status: 204 });
    expect(await jobs()).toEqual([]);
    expect((await server.call('DELETE', `/job/${before[0].id}`)).status).toBe(404);
    expect((await server.call('POST', `/job/${before[0].id}/duedate/recalculate`)).status).toBe(404);
  });

  it('when users are asked for, then the engine knows none', async () => {
    expect((await server.call('GET', '/identity/groups?userId=anna')).body).toEqual({ groups: [], groupUsers: [] });
    expect((await server.call('GET', '/identity/groups')).status).toBe(400);
    const verify = (body: object) => server.call('POST', '/identity/verify', body);
    expect((await verify({ username: 'a', password: 'b' })).body).toMatchObject({ authenticated: false });
    expect((await verify({ username: 'a' })).status).toBe(400);
  });
});
