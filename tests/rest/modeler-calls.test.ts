import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions, person } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** The calls of Camunda Modeler 5, as it sends them: a connection check, a deployment, a start. */
describe('given Camunda Modeler', () => {
  let server: ServerUnderTest;
  let definitionId: string;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  const deploy = async (name: string, text: string) => {
    const form = new FormData();
    form.set('deployment-name', name.replace('.bpmn', ''));
    form.set('deployment-source', 'Camunda Modeler');
    form.set('enable-duplicate-filtering', 'true');
    form.set(name, new Blob([text], { type: 'text/xml' }), name);
    return server.send('POST', '/deployment/create', form);
  };
  const ask = (path: string) =>
    fetch(`${server.origin}${path}`, { headers: { accept: 'application/json', authorization: 'Basic ZGVtbzpkZW1v' } });

  it('when it checks the connection, then version and an empty list of deployments answer', async () => {
    const version = await ask('/engine-rest/version');
    expect(version.headers.get('content-type')).toBe('application/json');
    expect(await version.json()).toEqual({ version: '7.23.0' });
    expect(await (await ask('/engine-rest/deployment?maxResults=0')).json()).toEqual([]);
  });

  it('when it looks for web applications, then there are none', async () => {
    expect((await ask('/.well-known/camunda-automation-platform/webapps')).status).toBe(404);
  });

  it('when it deploys a diagram, then the first definition is the one it remembers', async () => {
    const { status, body } = await deploy('person.bpmn', person('person'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ name: 'person', source: 'Camunda Modeler', id: expect.any(String) });
    const [first] = Object.values<{ id: string; key: string }>(body.deployedProcessDefinitions);
    expect(first).toMatchObject({ key: 'person' });
    definitionId = first?.id ?? '';
  });

  it('when it deploys the same again, then the old deployment answers and says of no definition', async () => {
    const again = await deploy('person.bpmn', person('person'));
    expect(again).toMatchObject({ status: 200, body: { deployedProcessDefinitions: null } });
    expect((await server.call('GET', '/deployment/count')).body).toEqual({ count: 1 });
  });

  it('when it starts the remembered definition with nothing given, then an instance runs', async () => {
    const path = `/process-definition/${definitionId}/start`;
    const started = await server.call('POST', path, { businessKey: null, variables: null });
    expect(started).toMatchObject({ status: 200, body: { definitionId, businessKey: null, ended: false } });
    await deploy('person.bpmn', person('person', 'camunda:priority="5"'));
    expect((await server.call('POST', path, { businessKey: null, variables: null })).body).toMatchObject({
      definitionId,
    });
  });

  it('when the diagram is wrong, then the message begins as it expects and the details name the element', async () => {
    const broken = definitions(
      '<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="nowhere" /></bpmn:process>',
    );
    const { status, body } = await deploy('broken.bpmn', broken);
    expect([status, body.type]).toEqual([400, 'ParseException']);
    expect(body.message).toMatch(/^ENGINE-09005 Could not parse BPMN process\./);
    expect(body.details['broken.bpmn'].errors[0]).toMatchObject({ mainElementId: 'f', line: expect.any(Number) });
  });

  it('when what it starts is gone, then it is told so', async () => {
    expect(
      await server.call('POST', '/process-definition/gone/start', { businessKey: null, variables: null }),
    ).toMatchObject({
      status: 404,
      body: { message: 'No matching definition with id gone' },
    });
  });
});
