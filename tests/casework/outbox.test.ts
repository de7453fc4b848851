import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { type EngineClient, injectedEngine } from '../../server/casework/engine-client.ts';
import { readConfig } from '../../server/config.ts';
import { deployHere, readProcessApplications } from '../../server/process-applications.ts';
import { HOUSE_TOKEN } from '../house-token.ts';
import { openRegister, type Register, registerOne } from './open-register.ts';

const PROCESSES = fileURLToPath(new URL('../../processes', import.meta.url));

/** What may go wrong on the way to an engine that itself does its work. */
type Fault = 'none' | 'answerLost' | 'requestLost' | 'refused';

describe('given a register and an engine that may lose each other', () => {
  let engineApp: FastifyInstance;
  let engineDir: string;
  let fault: Fault = 'none';
  let messages = 0;
  let registerCount = 0;
  let form = { areaCode: '' };
  const registers: Register[] = [];
  const dirs: string[] = [];

  beforeAll(async () => {
    engineDir = mkdtempSync(join(tmpdir(), 'engine-'));
    engineApp = await buildApp(readConfig({ DATA_DIR: engineDir, SAMPLE: 'off', LOG_LEVEL: 'silent', HOUSE_TOKEN }));
    if (!engineApp.engine) throw new Error('no engine in this process');
    for (const application of await readProcessApplications(PROCESSES)) await deployHere(engineApp.engine, application);
  });
  afterEach(async () => {
    fault = 'none';
    for (const register of registers.splice(0)) await register.close();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  });
  afterAll(async () => {
    await engineApp.close();
    rmSync(engineDir, { recursive: true, force: true });
  });

  const line = (): EngineClient => {
    const engine = injectedEngine(engineApp, HOUSE_TOKEN);
    return {
      async request(method, path, body) {
        if (fault === 'requestLost') throw new Error('connection refused');
        if (fault === 'refused' && path === '/message') return { status: 503, body: { message: 'busy' } };
        if (path === '/message') messages += 1;
        const answer = await engine.request(method, path, body);
        if (fault === 'answerLost' && path === '/message') throw new Error('connection reset');
        return answer;
      },
    };
  };
  const open = async (dataDir?: string) => {
    const register = await openRegister({ engine: line(), sample: false, ...(dataDir ? { dataDir } : {}) });
    registers.push(register);
    return register;
  };
  const openNew = async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'register-'));
    dirs.push(dataDir);
    const register = await open(dataDir);
    // One engine serves all registers of this file: each city has numbers of its own.
    form = { areaCode: String(8801 + registerCount) };
    registerCount += 1;
    await register.post('/office', { areas: [{ code: form.areaCode, name: '南市', level: 'city' }] });
    return register;
  };
  const outboxIs = async (register: Register, waiting: number, failing: number) => {
    await expect
      .poll(async () => (await register.get('/summary')).json<{ outbox: unknown }>().outbox, { timeout: 10_000 })
      .toEqual({ waiting, failing });
  };
  const instances = async (key: string) => {
    const query = `/history/process-instance?processInstanceBusinessKey=${key}&processDefinitionKey=petition-intake`;
    return (await injectedEngine(engineApp, HOUSE_TOKEN).request('GET', query)).body;
  };

  it('when all is well, then each petition has one process', async () => {
    const register = await openNew();
    const keys = await Promise.all(Array.from({ length: 8 }, () => registerOne(register, form)));
    await outboxIs(register, 0, 0);
    expect(new Set(keys).size).toBe(8);
    for (const key of keys) expect(await instances(key)).toHaveLength(1);
  });

  it('when the answer to the start is lost, then the next round asks first, and there is still one process', async () => {
    const register = await openNew();
    fault = 'answerLost';
    const key = await registerOne(register, form);
    await outboxIs(register, 1, 1);
    const sent = messages;
    fault = 'none';
    await outboxIs(register, 0, 0);
    expect(await instances(key)).toHaveLength(1);
    expect(messages).toBe(sent);
  });

  it.each<Fault>(['requestLost', 'refused'])(
    'when the engine is away (%s), then the petition stands, and starts once it is back',
    async (how) => {
      const register = await openNew();
      fault = how;
      const key = await registerOne(register, form);
      await outboxIs(register, 1, 1);
      fault = 'none';
      expect(await instances(key)).toEqual([]);
      await outboxIs(register, 0, 0);
      expect(await instances(key)).toHaveLength(1);
    },
  );

  it.each<[Fault, string]>([
    ['requestLost', 'before the request left'],
    ['answerLost', 'after the engine had started it'],
  ])(
    'when the server dies with a start under way (%s: %s), then after its restart there is one process',
    async (how) => {
      const register = await openNew();
      fault = how;
      const key = await registerOne(register, form);
      await outboxIs(register, 1, 1);
      const { dataDir } = register;
      registers.splice(0);
      await register.close();
      fault = 'none';
      const again = await open(dataDir);
      expect((await again.get('/summary')).json()).toMatchObject({ outbox: { waiting: 1 } });
      await again.app.listen({ host: '127.0.0.1', port: 0 });
      await outboxIs(again, 0, 0);
      expect(await instances(key)).toHaveLength(1);
    },
  );

  it('when a message comes for which nothing waits, then 409 says so in Chinese', async () => {
    const register = await openNew();
    const key = await registerOne(register, form);
    await outboxIs(register, 0, 0);
    for (const [name, body, reason] of [
      ['satisfaction-answer', { overall: 'satisfied' }, '没有等待中的满意度评价'],
      ['unit-objection', { reason: '这个事项不属于我单位的职权范围，请另行指定承办单位' }, '没有单位在办理'],
      ['extension-request', { days: 10, reason: '需要补充调查材料和鉴定' }, '没有单位在办理'],
      ['supervision-reply', { reply: '已经派人到现场核实情况' }, '没有待回复的督办单'],
    ] as const) {
      const answer = await register.post(`/petitions/${key}/messages/${name}`, body);
      expect([name, answer.statusCode]).toEqual([name, 409]);
      expect(answer.json<{ errors: { reason: string }[] }>().errors[0]?.reason).toContain(reason);
    }
    expect((await register.post(`/petitions/${key}/messages/withdrawal`, { reason: '问题解决了' })).statusCode).toBe(
      200,
    );
    const refused = await register.post(`/petitions/${key}/messages/extension-request`, {
      days: 31,
      reason: '需要补充调查材料和鉴定',
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({ errors: [{ field: 'days' }] });
    expect((await register.post(`/petitions/${key}/messages/smoke-signal`, {})).statusCode).toBe(404);
  });
});
