import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const fromFile = diagram('filed', 'start --> x --> wait\nx: scriptTask result=r script="HERE"')
  .replace('<scriptTask id="x"', '<scriptTask id="x" camunda:resource="deployment://sum.js"')
  .replace('<script>HERE</script>', '');

describe('given diagrams with scripts', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer({ RUN_SCRIPTS_MS: '100' });
    await server.deploy({
      'failing.bpmn': diagram(
        'failing',
        'start --> wait --> x --> end\nx: scriptTask script="throw new Error(\'no luck\')"',
      ),
      'endless.bpmn': diagram(
        'endless',
        'start --> x --> end\nx: scriptTask async=before retry=R1/PT0S script="while (true) {}"',
      ),
      'circle.bpmn': diagram('circle', 'start --> x --> y --> x\nx: scriptTask script="1"\ny: task'),
      'filed.bpmn': fromFile,
      'sum.js': 'var sum = a + b;\nsum',
    });
  });
  afterAll(() => server.remove());

  it('when a script fails, then the request is answered 500 with element and reason, and nothing happened', async () => {
    const { body } = await server.call('POST', '/process-definition/key/failing/start', {});
    const [task] = (await server.call('GET', `/task?processInstanceId=${body.id}`)).body;
    const answer = await server.call('POST', `/task/${task.id}/complete`, {});
    expect(answer.status).toBe(500);
    expect(answer.body.message).toMatch(
      /Unable to evaluate script while executing activity 'x'.*Error: no luck at line 1/,
    );
    expect((await server.call('GET', `/task/${task.id}`)).status).toBe(200);
  });

  it('when scripts follow each other for ever, then the start is refused', async () => {
    const answer = await server.call('POST', '/process-definition/key/circle/start', {});
    expect(answer.status).toBe(500);
    expect(answer.body.message).toMatch(/activity 'x'.*stopped after 100 ms of scripts without a wait state/);
  });

  it('when a script never ends in a job, then the job becomes an incident and the server lives', async () => {
    const { body } = await server.call('POST', '/process-definition/key/endless/start', {});
    const [job] = (await server.call('GET', `/job?processInstanceId=${body.id}`)).body;
    expect(await server.call('POST', `/job/${job.id}/execute`)).toMatchObject({
      status: 404,
      body: { message: expect.stringMatching(/activity 'x'.*stopped after/) },
    });
    const [incident] = (await server.call('GET', `/incident?processInstanceId=${body.id}`)).body;
    expect(incident).toMatchObject({ incidentType: 'failedJob', activityId: 'x' });
    expect(incident.incidentMessage).toMatch(/activity 'x'.*stopped after \d+ ms/);
  });

  it('then a script may be a file of the deployment, also after a restart', async () => {
    const start = () =>
      server.call('POST', '/process-definition/key/filed/start', {
        variables: { a: { value: 2 }, b: { value: 3 } },
        withVariablesInReturn: true,
      });
    expect((await start()).body.variables.r).toMatchObject({ type: 'Integer', value: 5 });
    await server.stop();
    server = await startServer({}, server.config.dataDir);
    expect((await start()).body.variables.r).toMatchObject({ type: 'Integer', value: 5 });
  });

  it('when the file is missing, then the diagram is refused', async () => {
    const answer = await server.deploy({ 'filed.bpmn': fromFile });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain("resource 'deployment://sum.js' is not a file of this deployment");
  });
});
