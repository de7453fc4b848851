import { goodForm } from '../stories/open-office.ts';
import { Client, pause, rowsOf } from './client.ts';
import { Ledger } from './ledger.ts';

/** Short, so that what a dead worker held comes back soon. */
const LOCK_MS = 3_000;
const AFTER_SILENCE_MS = 150;
const TOPICS = ['crash-left', 'crash-right', 'crash-joined'].map((topicName) => ({ topicName, lockDuration: LOCK_MS }));

/**
 * Clients of all kinds at once, each with its own pace, that go on whatever happens to the server and note what they sent and
 * what was acknowledged. A start and a petition are sent once only, so that one that happened twice is the server's doing.
 */
export class Load {
  readonly ledger: Ledger;
  readonly #client: Client;
  readonly #running: Promise<void>[] = [];
  #begins = true;
  #works = true;

  /** @param ledger what earlier clients sent, to be carried on */
  constructor(url: string, ledger = new Ledger()) {
    this.#client = new Client(url);
    this.ledger = ledger;
  }

  start(): void {
    for (const name of ['a', 'b', 'c', 'd']) this.#running.push(this.#starter(name));
    this.#running.push(this.#petitioner());
    this.carryOn();
  }

  /** Carries on what has begun, and begins nothing. */
  carryOn(): void {
    for (const name of ['w', 'x', 'y']) this.#running.push(this.#worker(name));
    this.#running.push(this.#messenger());
  }

  /** Begins nothing new; what has begun is carried on. */
  beginNoMore(): void {
    this.#begins = false;
  }

  async stop(): Promise<void> {
    this.#begins = false;
    this.#works = false;
    await Promise.all(this.#running);
  }

  async #starter(name: string): Promise<void> {
    for (let number = 0; this.#begins; number += 1) {
      const businessKey = `crash-${name}-${number}`;
      this.ledger.starts.set(businessKey, null);
      const variables = {
        number: { value: number, type: 'Integer' },
        text: { value: `第 ${number} 件`, type: 'String' },
      };
      const path = '/engine-rest/process-definition/key/crash/start';
      const answer = await this.#client.ask('POST', path, { businessKey, variables });
      if (answer?.status === 200) this.ledger.starts.set(businessKey, String(Reflect.get(Object(answer.body), 'id')));
      await pause(answer ? 40 : AFTER_SILENCE_MS);
    }
  }

  async #worker(workerId: string): Promise<void> {
    const request = { workerId, maxTasks: 5, asyncResponseTimeout: 500, topics: TOPICS };
    while (this.#works) {
      const answer = await this.#client.ask('POST', '/engine-rest/external-task/fetchAndLock', request);
      if (answer?.status !== 200) await pause(AFTER_SILENCE_MS);
      else await Promise.all(rowsOf(answer.body).map((task) => this.#complete(workerId, String(task['id']))));
    }
  }

  #complete(workerId: string, id: string): Promise<void> {
    const variables = { [`done-${id.slice(-4)}`]: { value: true, type: 'Boolean' } };
    return Ledger.count(this.ledger.completions, id, async () => {
      const path = `/engine-rest/external-task/${id}/complete`;
      return (await this.#client.ask('POST', path, { workerId, variables }))?.status === 204;
    });
  }

  async #messenger(): Promise<void> {
    while (this.#works) {
      const path = '/engine-rest/event-subscription?eventType=message&eventName=crash-go-on&maxResults=20';
      const waiting = rowsOf((await this.#client.ask('GET', path))?.body);
      for (const { processInstanceId } of waiting) {
        const id = String(processInstanceId);
        await Ledger.count(this.ledger.messages, id, async () => {
          const message = { messageName: 'crash-go-on', processInstanceId: id };
          return (await this.#client.ask('POST', '/engine-rest/message', message))?.status === 204;
        });
      }
      await pause(AFTER_SILENCE_MS);
    }
  }

  async #petitioner(): Promise<void> {
    for (let number = 0; this.#begins; number += 1) {
      const mark = `编号甲${number}`;
      this.ledger.petitions.set(mark, null);
      const form = goodForm({
        content: `${mark}：楼道里的灯坏了三个月，物业一直没有来修理。`,
        name: `样例居民${number}`,
      });
      const answer = await this.#client.ask('POST', '/api/petitions', form);
      if (answer?.status === 201)
        this.ledger.petitions.set(mark, String(Reflect.get(Object(answer.body), 'businessKey')));
      await pause(200);
    }
  }
}
