import type { ExternalTaskFacts } from '../committed-batch.ts';
import { isToldByTask, matches, type TakeRequest, type TopicTask } from './topic-request.ts';

interface Waiter {
  request: TakeRequest;
  settle(tasks: TopicTask[]): void;
}

/** Polls that wait for a task, served in the order in which they came. */
export class PollWaiters {
  readonly #take: (request: TakeRequest) => Promise<TopicTask[]>;
  readonly #giveBack: (tasks: TopicTask[]) => void;
  /** Oldest first. */
  readonly #waiting = new Set<Waiter>();
  #woken = new Set<string>();
  #serving = false;

  /**
   * @param take takes what is available for a request right now
   * @param giveBack takes tasks back for which there is nobody any more
   */
  constructor(take: (request: TakeRequest) => Promise<TopicTask[]>, giveBack: (tasks: TopicTask[]) => void) {
    this.#take = take;
    this.#giveBack = giveBack;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Whether somebody waits for this topic. */
  has(topic: string): boolean {
    for (const { request } of this.#waiting) {
      if (request.topics.some(({ topicName }) => topicName === topic)) return true;
    }
    return false;
  }

  /** Whether somebody waits who might take this very task. */
  wants(task: ExternalTaskFacts): boolean {
    for (const { request } of this.#waiting) {
      for (const topic of request.topics) {
        if (topic.topicName === task.topic && (!isToldByTask(topic) || matches(topic, task))) return true;
      }
    }
    return false;
  }

  /** Resolves with tasks as soon as there are some; with none when time is up, the signal is aborted, or on `close`. */
  wait(request: TakeRequest, waitMs: number): Promise<TopicTask[]> {
    return new Promise((resolve) => {
      const leave = () => waiter.settle([]);
      const timer = setTimeout(leave, waitMs);
      const waiter: Waiter = {
        request,
        settle: (tasks) => {
          this.#waiting.delete(waiter);
          clearTimeout(timer);
          request.signal?.removeEventListener('abort', leave);
          resolve(tasks);
        },
      };
      this.#waiting.add(waiter);
      request.signal?.addEventListener('abort', leave, { once: true });
    });
  }

  /** Notes that these topics may have something; `serve` then asks for those who wait. */
  wake(topics: readonly string[]): void {
    if (this.#waiting.size > 0) for (const topic of topics) this.#woken.add(topic);
  }

  /** Serves those who wait for topics that were woken. */
  serve(): void {
    if (this.#serving || this.#woken.size === 0) return;
    // When the database cannot be read, whoever waits is asked for again at the next commit, or its time runs out.
    this.#serveAll().catch(() => undefined);
  }

  close(): void {
    for (const waiter of [...this.#waiting]) waiter.settle([]);
  }

  async #serveAll(): Promise<void> {
    this.#serving = true;
    try {
      while (this.#woken.size > 0) {
        const topics = this.#woken;
        this.#woken = new Set();
        await this.#serveTopics(topics);
      }
    } finally {
      this.#serving = false;
    }
  }

  async #serveTopics(topics: ReadonlySet<string>): Promise<void> {
    for (const waiter of [...this.#waiting]) {
      if (!waiter.request.topics.some(({ topicName }) => topics.has(topicName))) continue;
      const tasks = await this.#take(waiter.request);
      if (tasks.length === 0) continue;
      if (this.#waiting.has(waiter)) waiter.settle(tasks);
      else this.#giveBack(tasks);
    }
  }
}
