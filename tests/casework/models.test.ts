import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { readConfig } from '../../server/config.ts';
import { deployHere, readProcessApplications } from '../../server/process-applications.ts';
import { AS_HOUSE, HOUSE_TOKEN } from '../house-token.ts';

const PROCESSES = fileURLToPath(new URL('../../processes', import.meta.url));
const file = (path: string): string => readFileSync(join(PROCESSES, path), 'utf8');

const RULE = file('proxy-handling/escalation-rule.dmn');
const LIMITS = file('petition-handling/statutory-deadline.dmn');
const SUPERVISION = file('supervision/supervision.bpmn');

describe('the book of models', () => {
  let app: FastifyInstance;
  let dataDir: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'models-'));
    app = await buildApp(readConfig({ DATA_DIR: dataDir, SAMPLE: 'off', LOG_LEVEL: 'silent', HOUSE_TOKEN }));
    if (!app.engine) throw new Error('no engine in this process');
    for (const application of await readProcessApplications(PROCESSES)) await deployHere(app.engine, application);
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const answer = await app.inject({
      method,
      url: `/api/models${path}`,
      headers: AS_HOUSE,
      ...(body ? { payload: body } : {}),
    });
    return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json() };
  };
  const publish = (changes: object) =>
    ask('POST', '/publications', {
      kind: 'dmn',
      fileName: 'escalation-rule.dmn',
      content: RULE,
      author: '管理员甲',
      reason: '缩短催办期限',
      ...changes,
    });
  const versionOf = async (kind: string, key: string): Promise<number> =>
    (await app.inject({ url: `/engine-rest/${kind}-definition/key/${key}`, headers: AS_HOUSE })).json().version;
  const books = async (kind: string, key: string) => (await ask('GET', `/publications?kind=${kind}&key=${key}`)).body;

  it('tells what there is to choose from', async () => {
    const { body } = await ask('GET', '/house');
    expect(body.deployed.decisions).toContain('escalation-rule');
    expect(body.deployed.processes).toContain('proxy-handling');
    expect(body.deployed.forms).toContain('agent-form');
    expect(body.deployed.calls).toContainEqual({
      process: 'proxy-handling',
      called: 'petition-handling',
      escalations: ['ESC_DEADLINE_PASSED'],
    });
    expect(body.topics.find((each: { name: string }) => each.name === 'send-to-unit').errors).toEqual([
      'ERR_UNIT_CLOSED',
    ]);
  });

  it('publishes a changed table and remembers who, why and which version', async () => {
    const before = await versionOf('decision', 'escalation-rule');
    const { status, body } = await publish({ content: RULE.replace('&gt;= 0.5', '&gt;= 0.35') });
    expect([status, body.state, body.definitions[0].version]).toEqual([201, 'published', before + 1]);
    expect(await versionOf('decision', 'escalation-rule')).toBe(before + 1);
    const [newest] = await books('dmn', 'escalation-rule');
    expect(newest).toMatchObject({ author: '管理员甲', reason: '缩短催办期限', state: 'published' });
  });

  it('names each field that is missing, and publishes nothing', async () => {
    const { status, body } = await publish({ reason: '改', author: '', fileName: 'rule.txt' });
    expect(status).toBe(422);
    expect(body.errors.map((each: { field: string }) => each.field).sort()).toEqual(['author', 'fileName', 'reason']);
  });

  it('forbids what a rule forbids, whatever the page says', async () => {
    const content = SUPERVISION.replace('camunda:candidateGroups="petitionOffice" ', '');
    const { status, body } = await publish({ kind: 'bpmn', fileName: 'supervision.bpmn', content });
    expect([status, body.code]).toEqual([422, 'rules']);
    expect(body.findings[0]).toMatchObject({ rule: 'user-task-has-recipient', level: 'error' });
    expect(await versionOf('process', 'supervision')).toBe(1);
  });

  it('keeps the warnings that were accepted with the reason', async () => {
    const content = RULE.replace('DEF｜过半未复：镇电话督办', '过半未复：镇电话督办');
    const { status, body } = await publish({ content });
    expect([status, body.warnings.length]).toEqual([201, 1]);
  });

  it('passes on what the engine refuses, with elements and lines', async () => {
    const content = RULE.replace('<text>"town"</text>', '<text>"town" +</text>');
    const { status, body } = await publish({ content });
    expect([status, body.code]).toEqual([400, 'engine']);
    expect(body.engine.details['escalation-rule.dmn'].errors[0].elementIds).not.toEqual([]);
  });

  describe('given a change to a row that is law', () => {
    const stricter = {
      fileName: 'statutory-deadline.dmn',
      content: LIMITS.replace('<text>60</text>', '<text>45</text>'),
    };

    it('waits for a second administrator, who is not the first', async () => {
      const { status, body } = await publish(stricter);
      expect([status, body.state, body.legalChanges.length]).toEqual([202, 'waiting', 1]);
      expect(await versionOf('decision', 'statutory-deadline')).toBe(1);
      const own = await ask('POST', `/publications/${body.id}/decision`, { second: '管理员甲', agrees: true });
      expect(own.status).toBe(409);
      const decided = await ask('POST', `/publications/${body.id}/decision`, { second: '管理员乙', agrees: true });
      expect([decided.status, decided.body.state]).toEqual([200, 'published']);
      expect(await versionOf('decision', 'statutory-deadline')).toBe(2);
      expect((await ask('POST', `/publications/${body.id}/decision`, { second: '丙', agrees: true })).status).toBe(409);
    });

    it('is not published when the second refuses', async () => {
      const { body } = await publish({
        ...stricter,
        content: stricter.content.replace('<text>45</text>', '<text>44</text>'),
      });
      const decided = await ask('POST', `/publications/${body.id}/decision`, { second: '管理员乙', agrees: false });
      expect(decided.body.state).toBe('refused');
      expect(await versionOf('decision', 'statutory-deadline')).toBe(2);
    });

    it('is forbidden outright where it is longer than the law', async () => {
      const { status, body } = await publish({
        ...stricter,
        content: LIMITS.replace('<text>60</text>', '<text>61</text>'),
      });
      expect([status, body.code]).toEqual([422, 'rules']);
    });
  });

  describe('given drafts of two editors', () => {
    const draft = { kind: 'dmn', fileName: 'a.dmn', content: '<x/>', basedOnVersion: 1 };

    it('tells the second, and overwrites nothing', async () => {
      const keep = (editor: string, revision: number) => ask('PUT', '/drafts/dmn:a', { ...draft, editor, revision });
      expect((await keep('甲', 0)).body).toMatchObject({ revision: 1, editor: '甲' });
      const second = await keep('乙', 0);
      expect([second.status, second.body.code]).toEqual([409, 'draftChanged']);
      expect(second.body.errors[0].reason).toContain('甲');
      expect((await keep('乙', 1)).body.revision).toBe(2);
      expect((await keep('甲', 1)).status).toBe(409);
      expect((await ask('GET', '/drafts/dmn:a')).body).toMatchObject({ editor: '乙', content: '<x/>', revision: 2 });
      expect((await ask('GET', '/drafts')).body.map((each: { name: string }) => each.name)).toEqual(['dmn:a']);
      expect((await ask('DELETE', '/drafts/dmn:a')).status).toBe(204);
      expect((await keep('甲', 2)).status).toBe(409);
      expect((await ask('GET', '/drafts/dmn:a')).status).toBe(204);
    });
  });

  it('keeps remarks pinned to elements', async () => {
    const remark = { elementId: 'verifyReply', content: '这里要写清楚期限', author: '甲' };
    const { status, body } = await ask('POST', '/comments/bpmn:supervision', remark);
    expect(status).toBe(201);
    expect((await ask('GET', '/comments/bpmn:supervision')).body).toMatchObject([remark]);
    expect((await ask('DELETE', `/comments/bpmn:supervision/${body.id}`)).status).toBe(204);
    expect((await ask('DELETE', `/comments/bpmn:supervision/${body.id}`)).status).toBe(404);
  });

  describe('given a malicious model', () => {
    const asProcess = (content: string) => publish({ kind: 'bpmn', fileName: 'supervision.bpmn', content });
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${'bcdefghi'.replace(/./g, (name) => `<!ENTITY ${name} "${`&${String.fromCharCode(name.charCodeAt(0) - 1)};`.repeat(10)}">`)}]>`;

    it.each([
      ['entities that grow', SUPERVISION.replace('?>', `?>${bomb}`).replace('启动督办', '&i;'), /DOCTYPE/],
      [
        'an entity that reads a file',
        `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${SUPERVISION}`,
        /DOCTYPE/,
      ],
      ['a duplicate id', SUPERVISION.replace('id="issueSupervisionOrder"', 'id="verifyReply"'), /duplicate ID/],
      ['no XML at all', 'PK\u0003\u0004', /无法读取|损坏/],
      ['no process inside', '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d"/>', /没有流程/],
    ])('with %s, then it is refused by its content and nothing is published', async (_what, content, reason) => {
      const { status, body } = await asProcess(content);
      expect(status).toBe(422);
      expect(body.errors[0].field).toBe('content');
      expect(body.errors[0].reason).toMatch(reason);
      expect(await versionOf('process', 'supervision')).toBe(1);
    });

    it('of 50 MB, then it is refused before it is read', async () => {
      expect((await asProcess('x'.repeat(50_000_000))).status).toBe(413);
    });
  });
});
