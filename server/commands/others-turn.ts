import { setImmediate } from 'node:timers/promises';

/** Whoever waits for an answer has a turn before the work goes on. */
export async function othersTurn(): Promise<void> {
  await setImmediate();
}
