import { JsonClient } from '../json-client.ts';
import { type Latency, latency } from '../load.ts';

const PAUSE_MS = 20;

/** What somebody who starts instances feels, one after the other, while `work` goes on. */
export async function startsMeanwhile<T>(
  serverUrl: string,
  work: () => Promise<T>,
): Promise<{ result: T; tookMs: number; starts: Latency; count: number }> {
  const client = new JsonClient(`${serverUrl}/engine-rest`, 2);
  const durations: number[] = [];
  const begin = performance.now();
  let done = false;
  const asking = (async () => {
    while (!done) {
      const from = performance.now();
      await client.post('/process-definition/key/scale-waiting/start', { businessKey: 'meanwhile' });
      durations.push(performance.now() - from);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  })();
  try {
    const result = await work().finally(() => {
      done = true;
    });
    const tookMs = performance.now() - begin;
    await asking;
    return { result, tookMs, starts: latency(durations), count: durations.length };
  } finally {
    client.close();
  }
}
