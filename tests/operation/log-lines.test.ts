import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplePlaces } from '../../server/casework/sample/places.ts';
import { AS_HOUSE } from '../house-token.ts';
import { flows, process, work } from '../rest/models.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';
import { goodForm } from '../stories/open-office.ts';

/** What must never be read in a log: as it was typed, and as it may be escaped. */
const PLANTED = {
  name: '欧阳植名',
  phone: '13912345678',
  idNo: '11010519491231002X',
  content: '王某某在幸福里小区三号楼私自占用公共绿地停车。',
  address: '幸福里三号楼四单元',
};

const onSecret = (id: string) =>
  `<bpmn:sequenceFlow id="${id}" sourceRef="which" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">` +
  '${secret}</bpmn:conditionExpression></bpmn:sequenceFlow>';

/** A condition that is no truth value: it fails at run time. */
const BROKEN = process(
  'broken',
  '<bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="which" /><bpmn:endEvent id="end" />' +
    flows('start>which') +
    onSecret('one') +
    onSecret('other'),
);

describe('given a log that tells everything', () => {
  let server: ServerUnderTest;
  let lines: string[];
  beforeEach(async () => {
    lines = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    server = await startServer({ LOG_LEVEL: 'trace', JOB_EXECUTOR: 'on' }, undefined, { logTo });
  });
  afterEach(() => server.remove());

  const api = async (method: string, path: string, body?: unknown): Promise<number> => {
    const sent = typeof body === 'string' ? body : JSON.stringify(body);
    const headers = { ...AS_HOUSE, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return (await fetch(`${server.origin}/api${path}`, { method, headers, body: sent ?? null })).status;
  };
  const breakTable = async (file: string, table: string): Promise<void> => {
    const other = new sqlite3.Database(join(server.config.dataDir, file));
    const trigger = `create trigger planted before insert on ${table} begin select raise(abort, 'planted'); end`;
    await new Promise<void>((resolve, reject) => other.exec(trigger, (error) => (error ? reject(error) : resolve())));
    await new Promise((resolve) => other.close(resolve));
  };
  const expectSilence = (): void => {
    const said = lines.join('');
    for (const [what, text] of Object.entries(PLANTED)) {
      for (const form of [text, encodeURIComponent(text), JSON.stringify(text).slice(1, -1), text.slice(0, 8)]) {
        expect(said, `${what} as ${form}`).not.toContain(form);
      }
    }
  };
  const form = (changes: object = {}) => goodForm({ ...PLANTED, claims: [PLANTED.content], ...changes });
  const secret = { variables: { secret: { value: PLANTED.name, type: 'String' } } };

  it('when petitions are taken in, well and badly, and the register breaks, then no person is named', async () => {
    await api('POST', '/office', samplePlaces());
    const { address, ...known } = form();
    expect(await api('POST', '/petitions', known)).toBe(201);
    expect(await api('POST', '/petitions', form({ phone: '12', address }))).toBe(422);
    expect(await api('POST', '/petitions', `{"name": "${PLANTED.name}", "phone": ${PLANTED.phone}x`)).toBe(400);
    expect(await api('GET', `/petitions?text=${encodeURIComponent(PLANTED.name)}&maxResults=${PLANTED.phone}x`)).toBe(
      422,
    );
    expect(await api('GET', `/petitions/${encodeURIComponent(PLANTED.idNo)}`)).toBe(404);
    expect(await api('GET', `/${encodeURIComponent(PLANTED.name)}`)).toBe(404);
    await breakTable('casework.sqlite', 'casework_person');
    expect(await api('POST', '/petitions', { ...known, content: `${PLANTED.content}又一件` })).toBe(500);
    expect(lines.join('')).toContain('request to the register failed');
    expect(lines.join('')).toContain('SQLITE_CONSTRAINT: planted');
    expectSilence();
  });

  it('when runs, jobs and commits fail on variables, then no value is told', async () => {
    const deployed = await server.deploy({
      'broken.bpmn': BROKEN,
      'job.bpmn': BROKEN.replace('"broken"', '"job"').replace('id="which"', 'id="which" camunda:asyncBefore="true"'),
      'work.bpmn': work('work', 'topic'),
    });
    expect(deployed).toMatchObject({ status: 200 });
    const start = (key: string) => server.call('POST', `/process-definition/key/${key}/start`, secret);
    expect((await start('broken')).status).toBeGreaterThanOrEqual(400);
    expect((await start('job')).status).toBe(200);
    const failed = async () => (await server.call('GET', '/job?withException=true')).body.length;
    await expect.poll(failed, { timeout: 10_000 }).toBe(1);
    const [job] = (await server.call('GET', '/job')).body;
    expect((await server.call('POST', `/job/${job.id}/execute`)).body.message).toContain('non-Boolean');
    const bad = { variables: { secret: { value: PLANTED.name, type: 'Integer' } } };
    expect((await server.call('POST', '/process-definition/key/work/start', bad)).status).toBe(400);
    expect((await server.send('POST', '/message', `{"messageName": "${PLANTED.name}`, 'application/json')).status).toBe(
      400,
    );
    await server.call('GET', `/history/variable-instance?variableName=${encodeURIComponent(PLANTED.name)}`);
    await breakTable('engine.journal.sqlite', 'store_journal');
    expect((await start('work')).status).toBe(503);
    expect(lines.join('')).toContain('request failed');
    expect(lines.join('')).toContain('SQLITE_CONSTRAINT: planted');
    expectSilence();
  });

  it('when an error is logged without a text of its own, then its message is not taken for one', () => {
    const error = new Error(`no such person: ${PLANTED.name}\n    at home, ${PLANTED.address}`);
    server.app.log.error(error);
    server.app.log.error({ err: error });
    server.app.log.error({ err: new TypeError('outer', { cause: error }) }, 'failed');
    server.app.log.error({ err: Object.assign(error, { code: '22P02' }) }, error.message);
    expect(lines.filter((line) => line.includes('"level":50'))).toHaveLength(4);
    expect(lines.join('')).toContain('log-lines.test.ts');
    expectSilence();
  });
});
