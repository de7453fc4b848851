import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diagram } from '../engine/diagram.ts';
import { definitions } from './models.ts';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const constraint = (name: string, config?: string) =>
  `<camunda:constraint name="${name}"${config === undefined ? '' : ` config="${config}"`} />`;
const field = (attributes: string, constraints = '', values = '') =>
  `<camunda:formField ${attributes}>${values}<camunda:validation>${constraints}</camunda:validation></camunda:formField>`;
const formData = (fields: string, attributes = '') =>
  `<bpmn:extensionElements><camunda:formData ${attributes}>${fields}</camunda:formData></bpmn:extensionElements>`;

const FORM = definitions(
  '<bpmn:process id="apply" isExecutable="true" camunda:historyTimeToLive="5"><bpmn:startEvent id="start">' +
    formData(
      field('id="file" label="File &lt;no&gt;" type="string"') +
        field(
          'id="name" type="string" defaultValue="Ann"',
          constraint('required') + constraint('minlength', '2') + constraint('maxlength', '10'),
        ) +
        field('id="n" label="N" type="long" defaultValue="${1 + 1}"', constraint('min', '1') + constraint('max', '5')) +
        field('id="ok" type="boolean" defaultValue="true"') +
        field('id="due" type="date" datePattern="dd/MM/yyyy"') +
        field(
          'id="kind" type="enum" defaultValue="b"',
          '',
          '<camunda:value id="a" name="A &amp; a" /><camunda:value id="b" name="B" />',
        ) +
        field('id="fixed" type="string" defaultValue="same"', constraint('readonly')),
      'businessKey="file"',
    ) +
    '</bpmn:startEvent><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="check" /><bpmn:userTask id="check">' +
    formData(
      field('id="name" type="string" defaultValue="x"') + field('id="count" type="long" defaultValue="${n * 10}"'),
    ) +
    '</bpmn:userTask></bpmn:process>',
);

describe('given a process with generated forms', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    expect((await server.deploy({ 'apply.bpmn': FORM })).status).toBe(200);
  });
  afterAll(() => server.remove());

  const submit = (variables: Record<string, unknown>) =>
    server.call('POST', '/process-definition/key/apply/submit-form', {
      variables: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { value }])),
    });

  it('then its start form, the variables of it and its HTML can be read, with every text escaped', async () => {
    const [definition] = (await server.call('GET', '/process-definition?key=apply')).body;
    expect((await server.call('GET', '/process-definition/key/apply/startForm')).body.key).toBe(
      `embedded:engine://engine/:engine/process-definition/${definition.id}/rendered-form`,
    );
    expect((await server.call('GET', '/process-definition/key/apply/form-variables')).body).toEqual({
      file: { type: 'String', value: null, valueInfo: {} },
      name: { type: 'String', value: 'Ann', valueInfo: {} },
      n: { type: 'Long', value: 2, valueInfo: {} },
      ok: { type: 'Boolean', value: true, valueInfo: {} },
      due: { type: 'String', value: '', valueInfo: {} },
      kind: { type: 'String', value: 'b', valueInfo: {} },
      fixed: { type: 'String', value: 'same', valueInfo: {} },
    });
    const { status, body, headers } = await server.call('GET', '/process-definition/key/apply/rendered-form');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/xhtml\+xml/);
    for (const part of [
      'File &#60;no&#62;</label>',
      'name="file" id="file" cam-business-key type="text"',
      'cam-variable-type="String" cam-variable-name="name" required minlength="2" maxlength="10" type="text" value="Ann"',
      'cam-variable-type="Long" cam-variable-name="n" min="1" max="5" type="text" value="2"',
      'cam-variable-name="ok" type="checkbox" value="true" checked',
      'uib-datepicker-popup="dd/MM/yyyy"',
      '<option value="a">A &#38; a</option>',
      '<option value="b" selected>B</option>',
      'cam-variable-name="fixed" disabled',
    ]) {
      expect(body).toContain(part);
    }
    expect(body).not.toContain('<no>');
  });

  it('when it is submitted, then fields are converted, defaults filled in, and history keeps what was written', async () => {
    const started = await submit({ name: 'Bob', n: '3', due: '01/02/2026', kind: 'a', other: 7 });
    expect(started.status).toBe(200);
    const { body } = await server.call('GET', `/process-instance/${started.body.id}/variables`);
    expect(body).toEqual({
      name: { type: 'String', value: 'Bob', valueInfo: {} },
      n: { type: 'Long', value: 3, valueInfo: {} },
      ok: { type: 'Boolean', value: true, valueInfo: {} },
      due: { type: 'Date', value: '2026-02-01T00:00:00.000+0000', valueInfo: {} },
      kind: { type: 'String', value: 'a', valueInfo: {} },
      fixed: { type: 'String', value: 'same', valueInfo: {} },
      other: { type: 'Integer', value: 7, valueInfo: {} },
    });
    const details = await server.call('GET', `/history/detail?processInstanceId=${started.body.id}&formFields=true`);
    expect(
      details.body
        .map(({ type, fieldId, fieldValue }: Record<string, unknown>) => `${type} ${fieldId}=${fieldValue}`)
        .sort(),
    ).toEqual(['formField due=01/02/2026', 'formField kind=a', 'formField n=3', 'formField name=Bob']);
  });

  it.each([
    [{ name: 'x' }, "form field 'name': validation of minlength(2) failed"],
    [{ name: 'much too long a name' }, "form field 'name': validation of maxlength(10) failed"],
    [{ name: '' }, "form field 'name': validation of required failed"],
    [{ n: 9 }, "form field 'n': validation of max(5) failed"],
    [{ n: 0 }, "form field 'n': validation of min(1) failed"],
    [{ n: 'many' }, "form field 'n': 'many' is not a whole number"],
    [{ ok: 'maybe' }, "form field 'ok': 'maybe' is neither true nor false"],
    [{ due: 'soon' }, "form field 'due': Could not parse value 'soon' as date using date format 'dd/MM/yyyy'"],
    [{ kind: 'z' }, "form field 'kind': Invalid value for enum form property: z"],
    [{ fixed: 'other' }, "form field 'fixed': validation of readonly failed"],
  ])('when %j is submitted, then it is refused by field and reason, and nothing starts', async (variables, reason) => {
    const before = (await server.call('GET', '/process-instance/count')).body.count;
    const answer = await submit(variables);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(`Invalid value submitted for ${reason}`);
    expect((await server.call('GET', '/process-instance/count')).body.count).toBe(before);
  });

  it('then a task has a form of its own, with the variables of the process', async () => {
    const { body: instance } = await submit({ n: 4 });
    const [task] = (await server.call('GET', `/task?processInstanceId=${instance.id}`)).body;
    expect((await server.call('GET', `/task/${task.id}/form`)).body.key).toBe(
      `embedded:engine://engine/:engine/task/${task.id}/rendered-form`,
    );
    const { body: variables } = await server.call('GET', `/task/${task.id}/form-variables?variableNames=name,count`);
    expect(variables).toMatchObject({ name: { value: 'Ann' }, count: { type: 'Long', value: 40 } });
    expect((await server.call('GET', `/task/${task.id}/rendered-form`)).body).toContain(
      'cam-variable-name="count" type="text" value="40"',
    );
    expect(
      await server.call('POST', `/task/${task.id}/submit-form`, { variables: { count: { value: 'abc' } } }),
    ).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining("form field 'count': 'abc' is not a whole number") },
    });
    const done = await server.call('POST', `/task/${task.id}/submit-form`, {
      variables: { count: { value: '12' } },
      withVariablesInReturn: true,
    });
    expect(done.body).toMatchObject({ count: { type: 'Long', value: 12 } });
  });
});

describe('given forms that were deployed as files', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    const refs = (binding: string) =>
      diagram('refs', 'start --> one --> two').replace(
        '<userTask id="one">',
        `<userTask id="one" camunda:formRef="ask" camunda:formRefBinding="${binding}" camunda:formRefVersion="1">`,
      );
    await server.deploy({ 'ask.form': '{"id":"ask","components":[1]}', 'refs.bpmn': refs('deployment') });
    await server.deploy({ 'ask.form': '{"id":"ask","components":[2]}', 'broken.form': '{' });
    await server.deploy({ 'later.bpmn': refs('latest').replaceAll('"refs"', '"latest"') });
    await server.deploy({ 'fixed.bpmn': refs('version').replaceAll('"refs"', '"fixed"') });
    await server.deploy({
      'form.html': '<form>hello</form>',
      'keys.bpmn': diagram('keys', 'start --> one')
        .replace('<startEvent id="start">', '<startEvent id="start" camunda:formKey="embedded:deployment:form.html">')
        .replace('<userTask id="one">', '<userTask id="one" camunda:formKey="${where}">'),
    });
  });
  afterAll(() => server.remove());

  const formOfTask = async (key: string, variables: Record<string, unknown> = {}) => {
    const { body } = await server.call('POST', `/process-definition/key/${key}/start`, { variables });
    const [task] = (await server.call('GET', `/task?processInstanceId=${body.id}`)).body;
    return server.call('GET', `/task/${task.id}/deployed-form`);
  };

  it.each([
    ['refs', 1],
    ['latest', 2],
    ['fixed', 1],
  ])('then the task of %s is served version %i', async (key, version) => {
    expect(await formOfTask(key)).toMatchObject({ status: 200, body: { id: 'ask', components: [version] } });
  });

  it('when an older form is deleted, then the others keep their versions, also after a restart', async () => {
    const { id } = (await server.deploy({ 'ask.form': '{"id":"ask","components":[3]}' })).body;
    const [first] = (await server.call('GET', '/deployment?sortBy=deploymentTime&sortOrder=asc')).body;
    expect(await formOfTask('latest')).toMatchObject({ body: { components: [3] } });
    expect((await server.call('DELETE', `/deployment/${first.id}?cascade=true`)).status).toBe(204);
    await server.stop();
    server = await startServer({}, server.config.dataDir);
    expect((await formOfTask('fixed')).status).toBe(404);
    expect(await formOfTask('latest')).toMatchObject({ body: { components: [3] } });
    expect((await server.call('DELETE', `/deployment/${id}`)).status).toBe(204);
    expect(await formOfTask('latest')).toMatchObject({ body: { components: [2] } });
  });

  it('then a form key leads to a file of the same deployment', async () => {
    const start = await server.call('GET', '/process-definition/key/keys/deployed-start-form');
    expect(start).toMatchObject({ status: 200, body: '<form>hello</form>' });
    expect((await formOfTask('keys', { where: { value: 'camunda-forms:deployment:form.html' } })).status).toBe(200);
    expect(await formOfTask('keys', { where: { value: 'camunda-forms:deployment:none.form' } })).toMatchObject({
      status: 404,
      body: { message: expect.stringContaining("'none.form' cannot be found in deployment") },
    });
    expect(await formOfTask('keys', { where: { value: 'app:page.html' } })).toMatchObject({
      status: 400,
      body: { message: "The form key 'app:page.html' does not reference a deployed form." },
    });
  });
});
