import { Type } from 'typebox';
import { nextWindow } from '../../commands/cleanup-window.ts';
import { askForCleanup, cleanupJobs } from '../../commands/history-cleanup.ts';
import { JobOut, writeJob } from '../job/job-out.ts';
import type { Resource } from '../rest-app.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut, NullableDate } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

/** `/history/cleanup`: forgetting history whose time to live is over, by a job. */
export const historyCleanup: Resource = (app, engine) => {
  const tags = ['History Cleanup'];

  app.post(
    '/history/cleanup',
    {
      schema: {
        tags,
        querystring: Type.Object({ immediatelyDue: Type.Optional(Type.Boolean()) }),
        response: { 200: JobOut, '4xx': ErrorOut },
      },
    },
    async ({ query, engine }) => writeJob(await askForCleanup(engine, query.immediatelyDue ?? true)),
  );

  app.get(
    '/history/cleanup/configuration',
    {
      schema: {
        tags,
        response: {
          200: Type.Object({
            batchWindowStartTime: NullableDate,
            batchWindowEndTime: NullableDate,
            enabled: Type.Boolean(),
          }),
        },
      },
    },
    async () => {
      const window = engine.cleanupWindow && nextWindow(engine.cleanupWindow, engine.clock.now());
      return {
        batchWindowStartTime: writeDate(window?.from ?? null),
        batchWindowEndTime: writeDate(window?.to ?? null),
        enabled: true,
      };
    },
  );

  app.get('/history/cleanup/job', { schema: { tags, response: { 200: JobOut, '4xx': ErrorOut } } }, async () => {
    const [job] = await cleanupJobs(engine);
    if (!job) throw new RequestError(404, 'History cleanup job does not exist', 'RestException');
    return writeJob(job);
  });

  app.get(
    '/history/cleanup/jobs',
    { schema: { tags, response: { 200: Type.Array(JobOut), '4xx': ErrorOut } } },
    async () => {
      const jobs = await cleanupJobs(engine);
      if (jobs.length === 0) throw new RequestError(404, 'History cleanup jobs are empty', 'RestException');
      return jobs.map(writeJob);
    },
  );
};
