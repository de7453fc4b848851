import { readFile } from 'node:fs/promises';
import { samplePlaces } from '../../server/casework/sample/places.ts';
import { Client, pause } from './client.ts';
import { KilledServer } from './killed-server.ts';
import type { Ledger } from './ledger.ts';
import { Load } from './load.ts';
import { randomFrom } from './random.ts';
import { settle, verify } from './verify.ts';

export interface CrashOptions {
  kills: number;
  /** Draws when to kill. */
  seed: number;
  tell?(line: string): void;
  /** Takes a back-up after the last kill, under load; answers how to put it back once the server is dead. */
  backUp?(dataDir: string): Promise<() => Promise<void>>;
}

export interface CrashReport {
  /** Everything lost or doubled, in words. */
  wrong: string[];
  /** Milliseconds from the start of the process to its readiness, one for each kill. */
  restartsMs: number[];
  ledger: Ledger;
}

/** One in so many kills comes while the server is still starting. */
const EARLY_KILL = 0.15;

/** Kills the whole process group `kills` times under load, then lets everything come to its end and compares. */
export async function crash({ kills, seed, tell = () => undefined, backUp }: CrashOptions): Promise<CrashReport> {
  const random = randomFrom(seed);
  const server = await KilledServer.prepare({ SAMPLE: 'off' });
  let load = new Load(server.url);
  const restartsMs: number[] = [];
  try {
    server.spawn();
    // Half of the first starts are killed while they make their tables.
    if (random() < 0.5) {
      await pause(random() * 3_000);
      await server.kill();
      server.spawn();
    }
    await server.ready();
    await setUp(server.url);
    load.start();
    for (let kill = 1; kill <= kills; kill += 1) {
      await pause(200 + random() * 1_300);
      await server.kill();
      server.spawn();
      if (random() < EARLY_KILL) {
        await pause(random() * 1_500);
        await server.kill();
        server.spawn();
      }
      restartsMs.push(await server.ready());
      tell(`kill ${kill} of ${kills}: ready again after ${Math.round(restartsMs.at(-1) ?? 0)} ms`);
    }
    if (backUp) {
      // On a busy machine the first petition takes a while, and the copy is to hold one.
      const isOneThere = () => [...load.ledger.petitions.values()].some(Boolean);
      for (let tries = 0; tries < 300 && !isOneThere(); tries += 1) await pause(100);
      const acknowledged = load.ledger.copy();
      const restore = await backUp(server.dataDir);
      await pause(500);
      await load.stop();
      await server.kill();
      await restore();
      server.spawn();
      await server.ready();
      // What was acknowledged after the back-up had begun may be gone with the rest.
      load = new Load(server.url, load.ledger.onlyAcknowledgedIn(acknowledged));
      load.carryOn();
    }
    load.beginNoMore();
    await settle(server.url);
    await load.stop();
    const wrong = await verify(server.url, load.ledger);
    await server.stop();
    return { wrong, restartsMs, ledger: load.ledger };
  } finally {
    await server.kill();
    await load.stop();
    await server.remove();
  }
}

/** Deploys the model and tells the register its places and next year's holidays. */
async function setUp(url: string): Promise<void> {
  const form = new FormData();
  form.set('deployment-name', 'crash');
  form.set('crash.bpmn', new Blob([await readFile(new URL('crash.bpmn', import.meta.url))]), 'crash.bpmn');
  const deployed = await fetch(`${url}/engine-rest/deployment/create`, { method: 'POST', body: form });
  if (!deployed.ok) throw new Error(`the model was refused: ${await deployed.text()}`);
  const client = new Client(url);
  const nextYear = new Date().getFullYear() + 1;
  const holidays = [{ name: '元旦', days: [`${nextYear}-01-01`] }];
  const answers = [
    await client.ask('POST', '/api/office', samplePlaces()),
    await client.ask('PUT', `/api/calendar/${nextYear}`, { source: 'test', holidays }),
  ];
  for (const answer of answers) {
    if (answer === undefined || answer.status >= 300)
      throw new Error(`the register was not set up: ${JSON.stringify(answer)}`);
  }
}
