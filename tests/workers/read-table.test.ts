import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { FormUpload, injectedEngine } from '../../server/casework/engine-client.ts';
import { readConfig } from '../../server/config.ts';
import { type KnownTables, readTable } from '../../workers/read-table.ts';
import { HOUSE_TOKEN } from '../house-token.ts';

const table = (period: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="t" name="t" namespace="test">
  <decision id="periods" name="periods"><decisionTable id="dt" hitPolicy="COLLECT">
    <input id="i"><inputExpression id="ie" typeRef="string"><text>process</text></inputExpression></input>
    <output id="o" name="period" typeRef="string" />
    <rule id="r1"><inputEntry id="e1"><text>"a"</text></inputEntry><outputEntry id="o1"><text>"${period}"</text></outputEntry></rule>
    <rule id="r2"><inputEntry id="e2"><text>"b"</text></inputEntry><outputEntry id="o2"><text>"PT2H"</text></outputEntry></rule>
  </decisionTable></decision>
</definitions>`;

describe('given an engine with a table of periods that several workers ask', () => {
  let app: FastifyInstance;
  const dataDir = mkdtempSync(join(tmpdir(), 'read-table-'));
  const knownTables: KnownTables = new Map();
  const engine = () => injectedEngine(app, HOUSE_TOKEN);

  async function askEngine(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown): Promise<unknown> {
    const { status, body: said } = await engine().request(method, path, body);
    if (status !== 200) throw new Error(`engine answered ${status}`);
    return said;
  }

  async function deploy(period: string): Promise<void> {
    const upload = new FormUpload('part', { 'deployment-name': 'periods' }, { 'periods.dmn': table(period) });
    expect((await engine().request('POST', '/deployment/create', upload)).status).toBe(200);
  }

  const read = (process: string) => readTable({ askEngine, knownTables }, 'periods', ['process', process]);
  const evaluations = async () => {
    const { body } = await engine().request('GET', '/history/decision-instance/count');
    return (body as { count: number }).count;
  };

  beforeAll(async () => {
    app = await buildApp(
      readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', SAMPLE: 'off', PROCESSES_DIR: '', HOUSE_TOKEN }),
    );
    await deploy('PT1H');
  });
  afterAll(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('when they ask the same, then it is evaluated once, for each input by itself', async () => {
    const answers = await Promise.all([read('a'), read('a'), read('b'), read('a')]);
    expect(answers.map((rows) => JSON.stringify(rows).match(/PT\dH/)?.[0])).toEqual(['PT1H', 'PT1H', 'PT2H', 'PT1H']);
    expect(await evaluations()).toBe(2);
  });

  it('when a new version is deployed, then the next who asks is answered by it', async () => {
    await deploy('PT9H');
    expect(JSON.stringify(await read('a'))).toContain('PT9H');
    expect(await evaluations()).toBe(3);
  });

  it('when the engine does not know the table, then that is said each time', async () => {
    const ask = () => readTable({ askEngine, knownTables }, 'nothing', ['process', 'a']);
    await expect(ask()).rejects.toThrow('404');
    await expect(ask()).rejects.toThrow('404');
  });
});
