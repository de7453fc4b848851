import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { definitions, flows, LEVEL, ORDER, process, work } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

describe('given a server without deployments', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  const versionsOf = async (key: string): Promise<number[]> =>
    (await server.call('GET', `/process-definition?key=${key}&sortBy=version&sortOrder=asc`)).body.map(
      ({ version }: { version: number }) => version,
    );

  it('when a form has no file, then it is refused', async () => {
    expect(await server.deploy({}, { 'deployment-name': 'empty' })).toMatchObject({
      status: 400,
      body: { message: 'No deployment resources contained in the form upload.' },
    });
  });

  it('when a model is wrong in several places, then all of them are named, and nothing is deployed', async () => {
    const broken = definitions(
      '<bpmn:process id="broken" isExecutable="true"><bpmn:startEvent id="start" />' +
        '<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="nowhere" /><bpmn:serviceTask id="s" />' +
        '<bpmn:complexGateway id="c" /></bpmn:process>',
    );
    const answer = await server.deploy({ 'broken.bpmn': broken, 'good.bpmn': work('good', 't') });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ type: 'ParseException', code: 0 });
    expect(answer.body.message).toMatch(/^ENGINE-09005 Could not parse BPMN process\. Errors: \n\* /);
    expect(answer.body.message).toContain(
      "Invalid destination 'nowhere' of sequence flow 'f1' | resource broken.bpmn | line ",
    );
    const { errors, warnings } = answer.body.details['broken.bpmn'];
    expect(errors.length).toBeGreaterThan(1);
    expect(errors[0]).toMatchObject({ mainElementId: 'f1', elementIds: ['f1'], line: expect.any(Number) });
    expect(warnings).toEqual([]);
    expect((await server.call('GET', '/deployment/count')).body).toEqual({ count: 0 });
  });

  it('when a file is no XML, then it is a 400 that says so', async () => {
    const answer = await server.deploy({ 'text.bpmn': 'this is no xml' });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('resource text.bpmn');
  });

  it('when a decision cannot be read, then the refusal names the table', async () => {
    const answer = await server.deploy({ 'bad.dmn': LEVEL.replace('</decision>', '') });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain('resource bad.dmn');
  });

  it('when a cell of a decision cannot be read, then it deploys with a warning and fails where it is evaluated', async () => {
    const bad = LEVEL.replaceAll('level', 'doubtful').replace('&gt;= 100', '&gt;= (');
    const { status, body } = await server.deploy({ 'doubtful.dmn': bad });
    expect(status).toBe(200);
    expect(body.warnings['doubtful.dmn']).toMatchObject([
      { message: expect.any(String), line: expect.any(Number), mainElementId: expect.any(String) },
    ]);
    const answer = await server.call('POST', '/decision-definition/key/doubtful/evaluate', {
      variables: { amount: { value: 500 } },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
  });

  it('when a diagram will hardly do what is meant, then it deploys, and the answer names each doubtful element', async () => {
    const condition = '<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${x > 1}</bpmn:conditionExpression>';
    const diagram = process(
      'doubts',
      '<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="choice" /><bpmn:userTask id="a" /><bpmn:userTask id="b" /><bpmn:userTask id="lost" />' +
        '<bpmn:intermediateCatchEvent id="late"><bpmn:timerEventDefinition id="when"><bpmn:timeDate xsi:type="bpmn:tFormalExpression">2020-01-01T00:00:00Z</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>' +
        flows('start>choice', 'a>late') +
        `<bpmn:sequenceFlow id="to-a" sourceRef="choice" targetRef="a">${condition}</bpmn:sequenceFlow>` +
        `<bpmn:sequenceFlow id="to-b" sourceRef="choice" targetRef="b">${condition}</bpmn:sequenceFlow>`,
    );
    const { status, body } = await server.deploy({ 'doubts.bpmn': diagram });
    expect(status).toBe(200);
    expect(
      body.warnings['doubts.bpmn'].map(({ mainElementId }: { mainElementId: string }) => mainElementId).sort(),
    ).toEqual(['choice', 'late', 'lost']);
  });

  it('when the same files come again with filtering, then the old deployment is answered', async () => {
    const fields = { 'deployment-name': 'twice', 'enable-duplicate-filtering': 'true' };
    const first = await server.deploy({ 'order.bpmn': ORDER }, fields);
    const second = await server.deploy({ 'order.bpmn': ORDER }, fields);
    expect(second).toMatchObject({ status: 200, body: { id: first.body.id, deployedProcessDefinitions: null } });
    expect(await versionsOf('order')).toEqual([1]);
    const other = await server.deploy({ 'order.bpmn': ORDER }, { ...fields, 'deployment-source': 'A' });
    expect(other.body.id).not.toBe(first.body.id);
    expect(await versionsOf('order')).toEqual([1, 2]);
  });

  it('when one of two files changed, then all get versions, or with deploy-changed-only that one', async () => {
    const fields = { 'deployment-name': 'pair', 'enable-duplicate-filtering': 'true' };
    const files = { 'a.bpmn': work('a', 't'), 'b.bpmn': work('b', 't') };
    await server.deploy(files, fields);
    await server.deploy({ ...files, 'b.bpmn': work('b', 'other') }, fields);
    expect([await versionsOf('a'), await versionsOf('b')]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const last = { ...files, 'b.bpmn': work('b', 'third') };
    const answer = await server.deploy(last, { ...fields, 'deploy-changed-only': 'true' });
    expect(Object.keys(answer.body.deployedProcessDefinitions)).toMatchObject([expect.stringMatching(/^b:3:/)]);
    expect([await versionsOf('a'), await versionsOf('b')]).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    const same = await server.deploy(last, { ...fields, 'deploy-changed-only': 'true' });
    expect(same.body.deployedProcessDefinitions).toBeNull();
  });

  it('when a definition is read, then its XML is exactly what was deployed', async () => {
    const { body } = await server.call('GET', '/process-definition/key/order/xml');
    expect(body).toEqual({ id: expect.stringMatching(/^order:2:/), bpmn20Xml: ORDER });
    const definition = (await server.call('GET', `/process-definition/${body.id}`)).body;
    const resources = (await server.call('GET', `/deployment/${definition.deploymentId}/resources`)).body;
    expect(resources).toMatchObject([{ name: 'order.bpmn', deploymentId: definition.deploymentId }]);
    const data = await server.call('GET', `/deployment/${definition.deploymentId}/resources/${resources[0].id}/data`);
    expect(data.body).toBe(ORDER);
    expect(data.headers['content-disposition']).toBe('attachment; filename="order.bpmn"');
  });

  it('when a new version is deployed, then a running instance stays on its own', async () => {
    const { body } = await server.call('POST', '/process-definition/key/a/start', {});
    await server.deploy({ 'a.bpmn': work('a', 'newer') });
    expect((await server.call('GET', `/process-instance/${body.id}`)).body.definitionId).toBe(body.definitionId);
    expect((await server.call('GET', '/process-definition/key/a')).body.version).toBe(3);
  });

  it('when a deployment with running instances is deleted, then only cascade does it', async () => {
    const { body } = await server.deploy({ 'short.bpmn': work('short', 'short') });
    const instance = (await server.call('POST', '/process-definition/key/short/start', {})).body;
    const refused = await server.call('DELETE', `/deployment/${body.id}`);
    expect(refused.status).toBe(400);
    expect(refused.body.message).toContain('ENGINE-03076');
    expect(await server.call('DELETE', `/deployment/${body.id}?cascade=true`)).toMatchObject({ status: 204 });
    expect(await server.call('GET', `/deployment/${body.id}`)).toMatchObject({ status: 404 });
    expect(await server.call('GET', `/process-instance/${instance.id}`)).toMatchObject({ status: 404 });
    expect(await server.call('GET', `/history/process-instance/${instance.id}`)).toMatchObject({ status: 404 });
    expect(await server.call('POST', '/process-definition/key/short/start', {})).toMatchObject({ status: 404 });
  });

  it('when a decision is deployed and evaluated, then the row that matched answers, and history knows it', async () => {
    const { body } = await server.deploy({ 'level.dmn': LEVEL });
    const id = Object.keys(body.deployedDecisionDefinitions)[0] ?? '';
    expect(body.deployedDecisionDefinitions[id]).toMatchObject({ key: 'level', version: 1, resource: 'level.dmn' });
    const evaluate = (amount: unknown) =>
      server.call('POST', '/decision-definition/key/level/evaluate', { variables: { amount: { value: amount } } });
    expect((await evaluate(100)).body).toEqual([{ level: { type: 'String', value: 'high', valueInfo: {} } }]);
    expect((await evaluate(99)).body).toEqual([{ level: { type: 'String', value: 'low', valueInfo: {} } }]);
    const history = (
      await server.call(
        'GET',
        '/history/decision-instance?decisionDefinitionKey=level&includeOutputs=true&includeInputs=true',
      )
    ).body;
    expect(history).toHaveLength(2);
    expect(history[0]).toMatchObject({ inputs: [{ clauseName: 'Amount' }], outputs: [{ variableName: 'level' }] });
    expect((await server.call('GET', `/decision-definition/${id}/xml`)).body).toEqual({ id, dmnXml: LEVEL });
    expect(await server.call('POST', '/decision-definition/key/none/evaluate', {})).toMatchObject({ status: 404 });
  });

  it('when process definitions are listed, then filters, sorting and paging hold', async () => {
    await server.deploy({ 'list.bpmn': process('listed', '<bpmn:startEvent id="s" />', 'camunda:versionTag="x"') });
    const count = async (query: string) => (await server.call('GET', `/process-definition/count?${query}`)).body.count;
    expect(await count('versionTag=x')).toBe(1);
    expect(await count('key=order')).toBe(2);
    expect(await count('key=order&latestVersion=true')).toBe(1);
    expect(await count('nameLike=%25iste%25')).toBe(1);
    const page = '/process-definition?latestVersion=true&sortBy=key&sortOrder=desc&firstResult=1&maxResults=1';
    expect((await server.call('GET', page)).body).toMatchObject([{ key: 'listed' }]);
  });
});
