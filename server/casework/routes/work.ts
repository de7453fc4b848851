import type { FastifyInstance } from 'fastify';
import type { Knex } from 'knex';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound } from '../errors.ts';
import { isObject } from '../intake/field-reader.ts';
import { findPetition } from '../tables/petition.ts';
import { WORK_TOPICS } from '../work/list.ts';
import { type HouseTopic, WorkInput, type WorkOutput, type WorkTopic } from '../work/work-topic.ts';

/** The context as a piece of work sees it: what it writes belongs to one transaction. */
const within = (context: CaseworkContext, trx: Knex, wakeOutbox: () => void): CaseworkContext => ({
  ...context,
  knex: trx,
  transact: (work) => work(trx),
  wakeOutbox,
});

async function answer(topic: WorkTopic | HouseTopic, context: CaseworkContext, input: WorkInput): Promise<WorkOutput> {
  if ('ofHouse' in topic) return topic.ofHouse(context, input);
  const key = input.optionalText('petitionId') ?? input.text('businessKey');
  const petition = await findPetition(context.knex, key);
  if (!petition) throw notFound(`没有编号为 ${key} 的信访事项`);
  return topic.handle(context, petition, input);
}

/**
 * `POST /api/work/{topic}`: what a worker asks of the register. Body: `petitionId` or `businessKey`, `taskId` (of the external task) and
 * the topic's inputs; answer: its outputs. No name, phone, id card or address is ever among them.
 */
export function workRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const topics = new Map(WORK_TOPICS.map((topic) => [topic.topic, topic]));

  app.post<{ Params: { topic: string } }>('/work/:topic', async (request) => {
    const topic = topics.get(request.params.topic);
    if (!topic) throw notFound(`没有名为 ${request.params.topic} 的工作`);
    if (!isObject(request.body)) throw invalid([{ field: '', reason: '请求须为一个 JSON 对象' }]);
    const input = new WorkInput(request.body);
    if ('asksEngine' in topic) return answer(topic, context, input);
    let wakes = false;
    try {
      return await context.transact((trx) =>
        answer(
          topic,
          within(context, trx, () => {
            wakes = true;
          }),
          input,
        ),
      );
    } finally {
      // Not before the commit: what is to be sent cannot be seen until then.
      if (wakes) context.wakeOutbox();
    }
  });
}
