import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flows, LEVEL, person, process } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

/** Two decisions in one file: a decision requirements diagram. */
const PAIR = LEVEL.replace(
  '</definitions>',
  '<decision id="twice" name="Twice"><variable id="result" name="twice" /><informationRequirement id="needs"><requiredDecision href="#level" /></informationRequirement>' +
    '<literalExpression id="text"><text>level + level</text></literalExpression></decision></definitions>',
);
const CALLER = process(
  'caller',
  '<bpmn:startEvent id="start" /><bpmn:callActivity id="call" calledElement="called" /><bpmn:callActivity id="again" calledElement="called" />' +
    `<bpmn:callActivity id="free" calledElement="\${which}" /><bpmn:endEvent id="end" />${flows('start>call', 'call>again', 'again>free', 'free>end')}`,
);

describe('given definitions of every kind', () => {
  let server: ServerUnderTest;
  let deploymentId: string;
  beforeAll(async () => {
    server = await startServer();
    const files = { 'called.bpmn': person('called'), 'caller.bpmn': CALLER, 'pair.dmn': PAIR };
    const deployed = await server.deploy(files, { 'deployment-name': 'all', 'deployment-source': 'test' });
    expect(deployed.body).toMatchObject({ name: 'all' });
    deploymentId = deployed.body.id;
  });
  afterAll(() => server.remove());

  const get = (path: string) => server.call('GET', path);

  it.each([
    ['process-definition', 'called', 'process definition'],
    ['decision-definition', 'level', 'decision definition'],
    ['decision-requirements-definition', 'levels', 'decision requirements definition'],
  ])('when a %s is named by key, id or tenant, then each spelling answers', async (segment, key, called) => {
    const byKey = await get(`/${segment}/key/${key}`);
    expect(byKey).toMatchObject({ status: 200, body: { key, version: 1, deploymentId } });
    expect((await get(`/${segment}/${byKey.body.id}`)).body).toEqual(byKey.body);
    expect((await get(`/${segment}/${byKey.body.id}/xml`)).body).toMatchObject({ id: byKey.body.id });
    expect((await get(`/${segment}/${byKey.body.id}/diagram`)).status).toBe(204);
    expect((await get(`/${segment}?key=${key}&latestVersion=true`)).body).toEqual([byKey.body]);
    expect((await get(`/${segment}/count?key=${key}`)).body).toEqual({ count: 1 });
    for (const place of ['', '/xml', '/diagram']) {
      expect(await get(`/${segment}/key/${key}/tenant-id/t${place}`)).toMatchObject({
        status: 404,
        body: { type: 'RestException', message: `No matching ${called} with key: ${key} and tenant-id: t` },
      });
      expect(await get(`/${segment}/key/nope${place}`)).toMatchObject({
        status: 404,
        body: { message: `No matching ${called} with key: nope and no tenant-id` },
      });
      expect((await get(`/${segment}/nope${place}`)).status).toBe(404);
    }
  });

  it('when a start or an evaluation names a tenant, then it finds nothing to start', async () => {
    expect((await server.call('POST', '/process-definition/key/called/tenant-id/t/start', {})).status).toBe(404);
    expect((await server.call('POST', '/decision-definition/key/level/tenant-id/t/evaluate', {})).status).toBe(404);
  });

  it('when a list asks for a tenant, then what has none is only there when that is asked for too', async () => {
    const count = async (query: string) => (await get(`/process-definition/count?${query}`)).body.count;
    expect(await count('tenantIdIn=t')).toBe(0);
    expect(await count('tenantIdIn=t&includeProcessDefinitionsWithoutTenantId=true')).toBe(2);
    expect(await count('withoutTenantId=true')).toBe(2);
  });

  it('when a list asks for a case, then there is nothing', async () => {
    expect((await get('/task?caseInstanceId=c')).body).toEqual([]);
    expect((await server.call('POST', '/history/variable-instance', { caseExecutionIdIn: ['c'] })).body).toEqual([]);
  });

  it('when called definitions are asked for, then those the diagram names are there', async () => {
    const { id } = (await get('/process-definition/key/caller')).body;
    const called = await get(`/process-definition/${id}/static-called-process-definitions`);
    expect(called.body).toMatchObject([
      { key: 'called', calledFromActivityIds: ['call', 'again'], callingProcessDefinitionId: id },
    ]);
    expect((await get('/process-definition/nope/static-called-process-definitions')).status).toBe(404);
  });

  it('when files are deployed again, then they are new versions of the same name', async () => {
    const again = await server.call('POST', `/deployment/${deploymentId}/redeploy`, { resourceNames: ['called.bpmn'] });
    expect(again).toMatchObject({ status: 200, body: { name: 'all', source: 'test' } });
    expect(Object.values(again.body.deployedProcessDefinitions)).toMatchObject([{ key: 'called', version: 2 }]);
    expect(again.body.deployedDecisionDefinitions).toBeNull();
    const other = await server.call('POST', `/deployment/${deploymentId}/redeploy`, { source: 'other' });
    expect(other.body.source).toBe('other');
    expect((await get('/deployment/registered')).body).toHaveLength(3);
    expect(await server.call('POST', `/deployment/${deploymentId}/redeploy`, { resourceIds: ['x'] })).toMatchObject({
      status: 404,
      body: { message: `cannot find deployment resource with id 'x' for deployment with id '${deploymentId}'` },
    });
    expect((await server.call('POST', '/deployment/nope/redeploy', {})).status).toBe(404);
    expect((await get('/process-definition/count?key=called')).body).toEqual({ count: 3 });
  });

  it('when decisions were evaluated, then each is counted in its diagram', async () => {
    await server.call('POST', '/decision-definition/key/twice/evaluate', { variables: { amount: { value: 200 } } });
    const { id } = (await get('/decision-requirements-definition/key/levels')).body;
    const statistics = `/history/decision-requirements-definition/${id}/statistics`;
    expect((await get(statistics)).body).toEqual([
      { decisionDefinitionKey: 'level', evaluations: 1 },
      { decisionDefinitionKey: 'twice', evaluations: 1 },
    ]);
    expect((await get(`${statistics}?decisionInstanceId=none`)).body).toEqual([]);
  });
});
