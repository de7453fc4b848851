import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { person, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** What holds for every list, and the filters people use most. */
describe('given some instances of two processes', () => {
  let server: ServerUnderTest;
  const ids: string[] = [];
  beforeAll(async () => {
    server = await startServer();
    await server.deploy({
      'person.bpmn': person('person', 'camunda:candidateGroups="clerks" camunda:priority="70"'),
      'work.bpmn': work('work', 'topic', 'camunda:taskPriority="5"'),
    });
    for (let index = 0; index < 5; index++) {
      server.clock.advanceBy(1000);
      const variables = { n: { value: index } };
      const body = { businessKey: `key-${index}`, variables };
      const key = index < 3 ? 'person' : 'work';
      ids.push((await server.call('POST', `/process-definition/key/${key}/start`, body)).body.id);
    }
  });
  afterAll(() => server.remove());

  const idsOf = async (path: string, body?: object): Promise<string[]> =>
    (await server.call(body ? 'POST' : 'GET', path, body)).body.map((row: { id: string }) => row.id);

  it('when they are sorted and paged, then pages follow on each other', async () => {
    const order = 'sortBy=businessKey&sortOrder=desc';
    const reversed = [...ids].reverse();
    expect(await idsOf(`/process-instance?${order}`)).toEqual(reversed);
    expect(await idsOf(`/process-instance?${order}&firstResult=1&maxResults=2`)).toEqual(reversed.slice(1, 3));
    expect(await idsOf(`/process-instance?${order}&firstResult=4`)).toEqual(reversed.slice(4));
    expect(await idsOf('/process-instance?maxResults=0')).toEqual([]);
    expect(await idsOf('/process-instance?maxResults=-1')).toEqual([]);
    const sorting = [
      { sortBy: 'definitionKey', sortOrder: 'desc' },
      { sortBy: 'businessKey', sortOrder: 'asc' },
    ];
    expect(await idsOf('/process-instance?maxResults=3', { sorting })).toEqual([ids[3], ids[4], ids[0]]);
  });

  it.each([
    ['sortBy=businessKey', 400, 'Only a single sorting parameter specified. sortBy and sortOrder required'],
    ['sortOrder=asc', 400, 'Only a single sorting parameter specified. sortBy and sortOrder required'],
    ['sortBy=colour&sortOrder=asc', 400, "Cannot set query parameter 'sortBy' to value 'colour'"],
    ['sortBy=businessKey&sortOrder=up', 400, "Cannot set query parameter 'sortOrder' to value 'up'"],
    [
      'active=perhaps',
      400,
      "Cannot set query parameter 'active' to value 'perhaps': Cannot convert value perhaps to java type java.lang.Boolean",
    ],
  ])('when the query is %s, then it is %i', async (query, status, message) => {
    expect(await server.call('GET', `/process-instance?${query}`)).toMatchObject({
      status,
      body: { type: 'InvalidRequestException', message, code: null },
    });
  });

  it('when a page is no number, then it is 404, as the reference answers', async () => {
    expect(await server.call('GET', '/process-instance?firstResult=abc')).toMatchObject({
      status: 404,
      body: { type: 'QueryParamException' },
    });
  });

  it('when a parameter is unknown, then it is ignored', async () => {
    expect(await idsOf('/process-instance?colour=blue')).toHaveLength(5);
    expect(await idsOf('/process-instance', { colour: 'blue' })).toHaveLength(5);
  });

  it('when dates are asked for, then only the contract’s form and Z are taken', async () => {
    const started = (date: string) =>
      server.call('GET', `/history/process-instance/count?startedAfter=${encodeURIComponent(date)}`);
    expect((await started('2026-11-24T08:00:03.000+0000')).body).toEqual({ count: 3 });
    expect((await started('2026-11-24T09:00:03.000+0100')).body).toEqual({ count: 3 });
    expect((await started('2026-11-24T08:00:03.000Z')).body).toEqual({ count: 3 });
    for (const date of ['2026-11-24', '2026-11-24T08:00:03', '2026-13-24T08:00:03.000+0000']) {
      expect(await started(date)).toMatchObject({
        status: 400,
        body: {
          message: `Cannot set query parameter 'startedAfter' to value '${date}': Cannot convert value "${date}" to java type java.util.Date`,
        },
      });
    }
  });

  it('when counts are asked for, then GET and POST agree with the lists', async () => {
    for (const resource of [
      '/process-instance',
      '/external-task',
      '/task',
      '/job',
      '/history/process-instance',
      '/execution',
    ]) {
      const listed = (await server.call('GET', resource)).body.length;
      expect((await server.call('GET', `${resource}/count`)).body, resource).toEqual({ count: listed });
      expect((await server.call('POST', `${resource}/count`, {})).body, resource).toEqual({ count: listed });
      expect((await server.call('POST', resource, {})).body, resource).toHaveLength(listed);
    }
  });

  it('when ids are listed, then GET has commas and POST an array', async () => {
    const some = [ids[0], ids[4]];
    expect((await idsOf(`/process-instance?processInstanceIds=${some.join(',')}`)).sort()).toEqual([...some].sort());
    expect((await idsOf('/process-instance', { processInstanceIds: some })).sort()).toEqual([...some].sort());
  });

  it('when tenants are named, then nothing belongs to them', async () => {
    expect(await idsOf('/process-instance?tenantIdIn=a')).toEqual([]);
    expect(await idsOf('/process-instance?withoutTenantId=true')).toHaveLength(5);
    expect((await server.call('GET', '/process-instance/count?tenantIdIn=a')).body).toEqual({ count: 0 });
  });

  it('when a null is sent, then it counts as absent', async () => {
    expect(await idsOf('/task', { assignee: null, processInstanceId: ids[0] })).toHaveLength(1);
  });

  it('when tasks are sought by person and group, then assigned ones are hidden from candidates', async () => {
    const candidates = '/task?candidateGroup=clerks';
    expect(await idsOf(candidates)).toHaveLength(3);
    const [first] = await idsOf('/task?sortBy=created&sortOrder=asc');
    await server.call('POST', `/task/${first}/claim`, { userId: 'anna' });
    expect(await idsOf(candidates)).toHaveLength(2);
    expect(await idsOf(`${candidates}&includeAssignedTasks=true`)).toHaveLength(3);
    expect(await idsOf('/task?assignee=anna')).toEqual([first]);
    expect(await idsOf('/task?minPriority=71')).toEqual([]);
    const either = { orQueries: [{ assignee: 'anna', taskDefinitionKey: 'none' }] };
    expect(await idsOf('/task', either)).toEqual([first]);
    expect(await idsOf('/task', { processVariables: [{ name: 'n', operator: 'lt', value: 2 }] })).toHaveLength(2);
    const links = (await server.call('GET', `/task/${first}/identity-links`)).body;
    expect(links).toEqual([
      { userId: null, groupId: 'clerks', type: 'candidate' },
      { userId: 'anna', groupId: null, type: 'assignee' },
    ]);
    await server.call('POST', `/task/${first}/identity-links`, { userId: 'bert', type: 'candidate' });
    await server.call('POST', `/task/${first}/identity-links/delete`, { groupId: 'clerks', type: 'candidate' });
    expect((await server.call('GET', `/task/${first}/identity-links?type=candidate`)).body).toEqual([
      { userId: 'bert', groupId: null, type: 'candidate' },
    ]);
    const refused = await server.call('POST', `/task/${first}/identity-links`, { type: 'candidate' });
    expect(refused.status).toBe(400);
  });

  it('when a task is delegated and resolved, then it comes back to its owner', async () => {
    const [task] = await idsOf('/task?unassigned=true');
    await server.call('POST', `/task/${task}/assignee`, { userId: 'owner' });
    await server.call('POST', `/task/${task}/delegate`, { userId: 'deputy' });
    expect((await server.call('GET', `/task/${task}`)).body).toMatchObject({
      assignee: 'deputy',
      owner: 'owner',
      delegationState: 'PENDING',
    });
    await server.call('POST', `/task/${task}/resolve`, { variables: { done: { value: true } } });
    expect((await server.call('GET', `/task/${task}`)).body).toMatchObject({
      assignee: 'owner',
      delegationState: 'RESOLVED',
    });
    await server.call('POST', `/task/${task}/unclaim`);
    expect((await server.call('GET', `/task/${task}`)).body.assignee).toBeNull();
  });

  it('when external tasks are filtered, then locks and priorities count', async () => {
    const count = async (query: string) => (await server.call('GET', `/external-task/count?${query}`)).body.count;
    expect(await count('notLocked=true')).toBe(2);
    const topics = [{ topicName: 'topic', lockDuration: 1000 }];
    await server.call('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics });
    expect([await count('locked=true'), await count('notLocked=true'), await count('workerId=w')]).toEqual([1, 1, 1]);
    server.clock.advanceBy(1001);
    expect([await count('locked=true'), await count('notLocked=true')]).toEqual([0, 2]);
    expect([await count('priorityHigherThanOrEquals=5'), await count('priorityHigherThanOrEquals=6')]).toEqual([2, 0]);
    expect((await server.call('GET', '/external-task/topic-names')).body).toEqual(['topic']);
  });

  it('when statistics are asked for, then instances are counted per definition and element', async () => {
    const rows = (await server.call('GET', '/process-definition/statistics?incidents=true')).body;
    expect(
      rows.map((row: { instances: number; definition: { key: string } }) => [row.definition.key, row.instances]),
    ).toEqual([
      ['person', 3],
      ['work', 2],
    ]);
    expect((await server.call('GET', '/process-definition/key/work/statistics')).body).toMatchObject([
      { id: 'do', instances: 2, failedJobs: 0, incidents: [] },
    ]);
  });

  it('when an instance is deleted, then it is gone here and terminated in history', async () => {
    expect(await server.call('DELETE', `/process-instance/${ids[4]}`)).toMatchObject({ status: 204 });
    expect(await server.call('GET', `/process-instance/${ids[4]}`)).toMatchObject({ status: 404 });
    const history = `/history/process-instance/${ids[4]}`;
    expect((await server.call('GET', history)).body).toMatchObject({ state: 'EXTERNALLY_TERMINATED' });
    expect(await server.call('DELETE', `/history/process-instance/${ids[0]}`)).toMatchObject({ status: 400 });
    expect(await server.call('DELETE', history)).toMatchObject({ status: 204 });
    expect(await server.call('GET', history)).toMatchObject({ status: 404 });
  });
});
