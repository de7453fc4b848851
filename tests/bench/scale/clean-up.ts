import type { KilledServer } from '../../crash/killed-server.ts';
import { JsonClient } from '../json-client.ts';
import { finishedInstances, type Latency } from '../load.ts';
import { startsMeanwhile } from './starts-meanwhile.ts';

export interface CleanedUp {
  /** Instances whose history was forgotten. */
  count: number;
  perSecond: number;
  starts: Latency;
}

const LOOK_EVERY_MS = 1_000;

/** Asks a server for a clean-up of history, and for starts meanwhile. */
export async function cleanUp(server: KilledServer, count: number): Promise<CleanedUp> {
  server.spawn();
  await server.ready();
  const client = new JsonClient(`${server.url}/engine-rest`, 2);
  try {
    const before = await finishedInstances(client, 'scale-waiting');
    const { tookMs, starts } = await startsMeanwhile(server.url, async () => {
      await client.post('/history/cleanup?immediatelyDue=true', {});
      while ((await finishedInstances(client, 'scale-waiting')) > before - count)
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    });
    return { count, perSecond: (count * 1000) / tookMs, starts };
  } finally {
    client.close();
    await server.stop();
  }
}
