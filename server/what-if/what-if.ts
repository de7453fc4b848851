import type { FastifyBaseLogger, FastifyError, FastifyPluginAsync } from 'fastify';
import type { EngineContext } from '../commands/engine-context.ts';
import { recordedSpan } from '../store/history/recorded-family.ts';
import { ASSUMPTIONS } from './assumptions.ts';
import { openPaths } from './closed-path.ts';
import { ModelRefused } from './models.ts';
import { readQuestion } from './read-question.ts';
import { Refusal } from './refusal.ts';
import type { ComparedFar } from './replay-thread.ts';
import type { Run } from './run.ts';
import { PeriodTooLong, Runs, RunUnderWay } from './runs.ts';

export interface WhatIfOptions {
  /** The engine of this process; null when another one is used, whose history is not read here. */
  engine: EngineContext | null;
  /** Milliseconds of a clock that only measures how long a run took. */
  measure: () => number;
  log: Pick<FastifyBaseLogger, 'error'>;
}

interface Named {
  Params: { id: string };
}
interface OfPetition {
  Params: { id: string; rootId: string };
}
interface Paged {
  Params: { id: string };
  Querystring: { firstResult?: string; maxResults?: string };
}

/** Largest body: some models at once, their characters up to three bytes each. */
const BODY_LIMIT = 32_000_000;
const MOST_ROWS = 500;

/** What would have been: changed flows over past petitions. Mount it under `/api/what-if`. */
export const whatIf: FastifyPluginAsync<WhatIfOptions> = async (app, { engine, measure, log }) => {
  const runs = engine && new Runs(engine, measure);
  app.addHook('preClose', async () => runs?.stop());
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = asRefusal(error);
    if (refusal) return reply.code(refusal.status).send({ code: refusal.code, errors: refusal.problems });
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ err: error, req: request }, 'a what-if request failed');
    const reason = status >= 500 ? `服务器内部错误：${error.name}` : error.message;
    return reply.code(status).send({ code: status >= 500 ? 'failed' : 'invalid', errors: [{ field: '', reason }] });
  });

  const here = (): Runs => {
    if (runs) return runs;
    throw new Refusal(409, 'noHistory', [{ field: '', reason: '正在使用另一台引擎，此处读不到它的历史' }]);
  };
  const runOf = ({ id }: { id: string }): Run => {
    const run = here().find(id);
    if (run) return run;
    throw new Refusal(404, 'notFound', [{ field: 'id', reason: `没有推演 ${id}，或已不再保留` }]);
  };

  app.get('/', async () => {
    const all = here().all();
    const span = engine && (await recordedSpan(engine.store.reader));
    return { span, assumptions: ASSUMPTIONS, runs: all.map(viewOf) };
  });

  app.post('/runs', { bodyLimit: BODY_LIMIT }, async (request, reply) =>
    reply.code(202).send(viewOf(await here().start(readQuestion(request.body)))),
  );

  // Nobody asked a question yet: where no history can be read there is nothing to do, and nothing to complain of.
  app.post('/look-back', async (_request, reply) =>
    reply.code(202).send((await runs?.lookBack()) ?? { done: 0, total: 0 }),
  );

  app.get<Named>('/runs/:id', async ({ params }) => viewOf(runOf(params)));

  app.delete<Named>('/runs/:id', async ({ params }, reply) => {
    runOf(params).cancel();
    return reply.code(204).send();
  });

  app.get<Paged>('/runs/:id/petitions', async ({ params, query }) => {
    const { changed } = runOf(params);
    const first = wholeNumber('firstResult', query.firstResult, 0);
    const most = Math.min(wholeNumber('maxResults', query.maxResults, 50), MOST_ROWS);
    return { count: changed.length, petitions: changed.slice(first, first + most).map(rowOf) };
  });

  app.get<OfPetition>('/runs/:id/petitions/:rootId', async ({ params }) => {
    const compared = runOf(params).find(params.rootId);
    if (!compared) throw new Refusal(404, 'notFound', [{ field: 'rootId', reason: '本次推演中没有这一件' }]);
    const paths = compared.paths && openPaths(compared.paths);
    return { ...rowOf(compared), paths };
  });
};

function asRefusal(error: Error): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ModelRefused)
    return new Refusal(422, 'invalid', [{ field: `models[${error.index}].content`, reason: error.message }]);
  if (error instanceof RunUnderWay)
    return new Refusal(409, 'underWay', [{ field: '', reason: '已有一次推演正在进行，请等它结束或先取消' }]);
  if (error instanceof PeriodTooLong)
    return new Refusal(422, 'invalid', [{ field: 'to', reason: `这一时期的件超过 ${error.message}，请缩短时期` }]);
  return undefined;
}

function viewOf(run: Run) {
  const { id, state, reason, done, total, tookMs, findings, question } = run;
  const { from, to, seed, models } = question;
  return { id, state, reason, done, total, tookMs, from, to, seed, models: models.length, findings };
}

/** A petition of the list: ids and figures, nothing of a person. */
function rowOf({ rootId, businessKey, processKey, isOther, drawn, problem, before, after }: ComparedFar) {
  return { rootId, businessKey, processKey, isOther, drawn, problem, before, after };
}

function wholeNumber(field: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new Refusal(422, 'invalid', [{ field, reason: '须为不小于 0 的整数' }]);
}
