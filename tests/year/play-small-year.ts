import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { member, type Row, toRows } from '../../demo/server.ts';
import { buildApp } from '../../server/app.ts';
import { FormUpload, injectedEngine } from '../../server/casework/engine-client.ts';
import { createManualClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { deployHere, readProcessApplications } from '../../server/process-applications.ts';
import { arrivalsOf } from '../../year/arrivals.ts';
import { createDraws } from '../../year/draws.ts';
import { type Ends, readEnds } from '../../year/ends.ts';
import { connect } from '../../year/json-client.ts';
import { communitiesOf, invent } from '../../year/places.ts';
import { prepareOffice } from '../../year/prepare-office.ts';
import { Probe } from '../../year/probe.ts';
import { startTaskLoop } from '../../year/task-loop.ts';
import { playYear } from '../../year/year.ts';
import { HOUSE_TOKEN } from '../house-token.ts';

const PROCESSES = fileURLToPath(new URL('../../processes', import.meta.url));
const YEAR = 2025;

/** Begins anew every day, as a watch over all petitions does: a year must not wait for the end of that. */
const DAILY = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="test">
  <process id="daily" isExecutable="true" camunda:historyTimeToLive="P30D">
    <startEvent id="every-day"><timerEventDefinition id="cycle"><timeCycle>R/P1D</timeCycle></timerEventDefinition></startEvent>
    <sequenceFlow id="flow" sourceRef="every-day" targetRef="end" />
    <endEvent id="end" />
  </process>
</definitions>`;

export interface SmallYear {
  ends: Ends;
  probe: Probe;
  /** How often the process began that begins every day. */
  days: number;
  /** Rows of the engine that the probe looked at. */
  rows: number;
  /** Every entry that is not sealed, as the register lists it, by number. */
  entries: Row[];
  kpi: unknown;
}

/** Plays a few petitions of some weeks to their ends in this process, over HTTP, with everything looked at by the probe. */
export async function playSmallYear(seed: string, petitions: number, days: number): Promise<SmallYear> {
  const dataDir = mkdtempSync(join(tmpdir(), 'year-'));
  const probe = new Probe();
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'debug', SAMPLE: 'off', HOUSE_TOKEN });
  const clock = createManualClock(Date.parse('2024-12-31T16:00:00Z'));
  const app = await buildApp(config, { clock, logTo: { write: (line) => probe.look('log', line) } });
  try {
    if (!app.engine) throw new Error('no engine in this process');
    for (const application of await readProcessApplications(PROCESSES)) await deployHere(app.engine, application);
    const daily = new FormUpload('part', { 'deployment-name': 'daily' }, { 'daily.bpmn': DAILY });
    await injectedEngine(app, HOUSE_TOKEN).request('POST', '/deployment/create', daily);
    await app.listen({ host: '127.0.0.1', port: 0 });
    const url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    const listen = (path: string, text: string) => probe.lookAtAnswer(path, text);
    const client = connect(url, HOUSE_TOKEN, 16, listen);
    const places = invent(20);
    const holidays = await prepareOffice(client, places, YEAR);
    const draws = createDraws(seed);
    const arrivals = arrivalsOf({ petitions, days, year: YEAR, communities: communitiesOf(places), draws });
    const loop = startTaskLoop(connect(url, HOUSE_TOKEN, 32, listen), url, HOUSE_TOKEN);
    await playYear({ client, loop, draws, arrivals, holidays, progress() {} });
    const ends = await readEnds(client);
    const begun = await client.must('GET', '/engine-rest/history/process-instance/count?processDefinitionKey=daily');
    const rows = await probe.lookAtEngine(client);
    const list = (await client.must('GET', '/api/petitions?maxResults=200&sortBy=businessKey&sortOrder=asc')) as Row;
    const kpi = await client.must('GET', `/api/kpi?from=${YEAR}-01-01&to=${YEAR}-12-31`);
    await loop.stop();
    client.close();
    await app.close();
    await probe.lookAtFiles(dataDir);
    return { ends, days: Number(member(begun, 'count')), probe, rows, kpi, entries: toRows(list['items']) };
  } finally {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
