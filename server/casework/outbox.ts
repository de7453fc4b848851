import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import { type EngineClient, engineReason, rowsOf } from './engine-client.ts';
import { toEngineTime } from './engine-time.ts';
import { listUnsent, markFailed, markSending, markSent, type OutboxEntry } from './tables/outbox.ts';

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 60_000;
const BATCH = 50;
/** Messages under way at once. */
const AT_ONCE = 8;

export interface OutboxOptions {
  knex: Knex;
  engine: EngineClient;
  clock: Clock;
  log: { warn(detail: object, message: string): void };
}

export interface Outbox {
  /** Sends what waits, soon; several calls in a row make one round. */
  wake(): void;
  /** Resolves when the round now running, if any, is over. No further round begins after `stop`. */
  stop(): Promise<void>;
}

/**
 * Sends each message that starts a process, exactly once. Entries are marked `sending` before their requests leave; one found in that state
 * later (the server died, or the answer was lost) is sent again only after the engine's history says that no instance exists.
 * A failed round is repeated after a growing pause, measured in real time because a standing clock must not stop it.
 */
export function createOutbox({ knex, engine, clock, log }: OutboxOptions): Outbox {
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let delayMs = FIRST_DELAY_MS;
  let timer: NodeJS.Timeout | undefined;

  async function exists(entry: OutboxEntry): Promise<boolean> {
    const query = new URLSearchParams({
      processInstanceBusinessKey: entry.businessKey,
      processDefinitionKey: entry.processKey,
      // One entry of the register may start a process again (a review, then its re-review): an older instance is not this one.
      startedAfter: toEngineTime(entry.createdAt),
    });
    const answer = await engine.request('GET', `/history/process-instance?${query}`);
    if (answer.status !== 200) throw new Error(engineReason(answer));
    return rowsOf(answer.body).some((row) => row['businessKey'] === entry.businessKey);
  }

  /** @returns whether the process is known to exist */
  async function send(entry: OutboxEntry): Promise<boolean> {
    if (stopped) return false;
    try {
      if (entry.state === 'pending' || !(await exists(entry))) {
        const answer = await engine.request('POST', '/message', JSON.parse(entry.body));
        if (answer.status !== 200 && answer.status !== 204) throw new Error(engineReason(answer));
      }
      return true;
    } catch (error) {
      // The id says nothing; a business key would name the place, which an accusation must not.
      log.warn({ petitionId: entry.petitionId, attempts: entry.attempts + 1, err: error }, 'process not started yet');
      const reason = error instanceof Error ? error.message : String(error);
      // Must not end the round: the others' messages are under way.
      await markFailed(knex, entry.id, reason).catch((second) => log.warn({ err: second }, 'outbox cannot be written'));
      return false;
    }
  }

  /** @returns whether every entry was sent */
  async function sendAll(): Promise<boolean> {
    const entries = await listUnsent(knex, BATCH);
    await markSending(
      knex,
      entries.map(({ id }) => id),
    );
    const sent: string[] = [];
    const left = [...entries];
    const sendSome = async () => {
      for (let entry = left.shift(); entry; entry = left.shift()) if (await send(entry)) sent.push(entry.id);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendSome));
    await markSent(knex, sent, clock.now());
    if (sent.length === BATCH) again = true;
    return sent.length === entries.length;
  }

  async function round(): Promise<void> {
    do {
      again = false;
      let allSent = false;
      try {
        allSent = await sendAll();
      } catch (error) {
        log.warn({ err: error }, 'outbox cannot be read');
      }
      if (allSent) delayMs = FIRST_DELAY_MS;
      else scheduleRetry();
    } while (again && !stopped);
    running = undefined;
  }

  function scheduleRetry(): void {
    if (stopped || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      wake();
    }, delayMs);
    timer.unref();
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }

  function wake(): void {
    if (stopped) return;
    if (running !== undefined) again = true;
    else running = round();
  }

  return {
    wake,
    async stop() {
      stopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
