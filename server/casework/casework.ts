import type { FastifyBaseLogger, FastifyError, FastifyPluginAsync } from 'fastify';
import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import type { StaffAccounts } from '../identity/staff-accounts.ts';
import { seedCalendar } from './calendar/seed.ts';
import type { CaseworkContext } from './context.ts';
import type { EngineClient } from './engine-client.ts';
import { Refusal } from './errors.ts';
import { createOutbox } from './outbox.ts';
import { briefRoutes } from './routes/briefs.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { correctionRoutes } from './routes/corrections.ts';
import { disclosureRoutes } from './routes/disclosures.ts';
import { disputeRoutes } from './routes/disputes.ts';
import { expertRoutes } from './routes/experts.ts';
import { fileRoutes } from './routes/files.ts';
import { importRoutes } from './routes/import.ts';
import { kpiRoutes } from './routes/kpi.ts';
import { leavingRoutes } from './routes/leaving.ts';
import { likenessRoutes } from './routes/likenesses.ts';
import { messageRoutes } from './routes/messages.ts';
import { modelCommentRoutes } from './routes/model-comments.ts';
import { modelDraftRoutes } from './routes/model-drafts.ts';
import { modelFormRoutes } from './routes/model-forms.ts';
import { modelMoveRoutes } from './routes/model-moves.ts';
import { modelPublicationRoutes } from './routes/model-publications.ts';
import { officeRoutes } from './routes/office.ts';
import { overviewRoutes } from './routes/overview.ts';
import { paperRoutes } from './routes/papers.ts';
import { petitionRoutes } from './routes/petitions.ts';
import { placeRoutes } from './routes/places.ts';
import { reviewRoutes } from './routes/reviews.ts';
import { sealedRoutes } from './routes/sealed.ts';
import { statementRoutes } from './routes/statements.ts';
import { suggestionRoutes } from './routes/suggestions.ts';
import { workRoutes } from './routes/work.ts';
import { loadSampleOffice } from './sample/load-sample-office.ts';
import { sharedTransactions } from './shared-transaction.ts';

export interface CaseworkOptions {
  /** From `openCaseworkDatabase`, which gave it its vault; the caller closes it after the app. */
  knex: Knex;
  engine: EngineClient;
  clock: Clock;
  /** Whether an empty register is given the sample office and its petitions. */
  sample: boolean;
  /** Accounts of those who leave; absent: nobody signs in here. */
  accounts?: StaffAccounts;
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
}

/**
 * The register. Mount it under `/api`: `app.register(casework, { prefix: '/api', ...await openCaseworkDatabase(…), engine, clock, sample, log })`.
 * What an earlier run left in the outbox is sent once the server listens, so that an embedded engine has its processes by then.
 */
export const casework: FastifyPluginAsync<CaseworkOptions> = async (app, options) => {
  const { knex, engine, clock, log } = options;
  const outbox = createOutbox({ knex, engine, clock, log });
  const transact = sharedTransactions(knex);
  const context: CaseworkContext = {
    knex,
    transact,
    engine,
    clock,
    accounts: options.accounts ?? null,
    wakeOutbox: () => outbox.wake(),
  };
  await seedCalendar(knex);
  if (options.sample) await loadSampleOffice(context);

  app.addHook('onListen', async () => outbox.wake());
  // While the engine still answers: what is sent is noted as sent.
  app.addHook('preClose', async () => outbox.stop());

  app.setErrorHandler<FastifyError>((error, request, reply) => {
    if (error instanceof Refusal) {
      return reply.code(error.status).send({ code: error.code, errors: error.problems, ...error.more });
    }
    const status = error.statusCode ?? (isPassing(error) ? 503 : 500);
    if (status === 503) reply.header('retry-after', 1);
    if (status >= 500) log.error({ err: error, req: request }, 'request to the register failed');
    return reply.code(status).send({ code: codeOf(status), errors: [{ field: '', reason: reasonOf(status, error) }] });
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send({ code: 'notFound', errors: [{ field: '', reason: `没有 ${request.method} ${request.url}` }] }),
  );

  petitionRoutes(app, context);
  importRoutes(app, context);
  disputeRoutes(app, context);
  suggestionRoutes(app, context);
  campaignRoutes(app, context);
  expertRoutes(app, context);
  reviewRoutes(app, context);
  statementRoutes(app, context);
  messageRoutes(app, context);
  correctionRoutes(app, context);
  placeRoutes(app, context);
  paperRoutes(app, context);
  fileRoutes(app, context);
  disclosureRoutes(app, context);
  likenessRoutes(app, context);
  sealedRoutes(app, context);
  overviewRoutes(app, context);
  kpiRoutes(app, context);
  briefRoutes(app, context);
  officeRoutes(app, context);
  leavingRoutes(app, context);
  calendarRoutes(app, context);
  workRoutes(app, context);
  modelDraftRoutes(app, context);
  modelPublicationRoutes(app, context);
  modelCommentRoutes(app, context);
  modelFormRoutes(app, context);
  modelMoveRoutes(app, context);
};

/** Trouble of the database as a whole, which may be over soon: locked, full, read-only, unreachable. Nothing was kept. */
function isPassing({ code = '' }: FastifyError): boolean {
  return /^(SQLITE_(BUSY|LOCKED|FULL|READONLY|IOERR|CANTOPEN)|ECONN\w+|08\w{3}|53\w{3}|57P\d\d)$/.test(code);
}

function codeOf(status: number): string {
  if (status === 503) return 'busy';
  if (status === 413) return 'tooLarge';
  return status >= 500 ? 'failed' : 'invalid';
}

function reasonOf(status: number, error: Error): string {
  if (status === 503) return '服务器繁忙，未作任何更改，请稍后重试';
  if (status === 413) return '请求过大；文字请控制在 5,000 字以内，更长的材料请作为附件提交';
  if (status === 415) return '请求须为 application/json';
  if (status === 400) return '请求不是有效的 JSON';
  return status >= 500 ? `服务器内部错误：${error.name}` : error.message;
}
