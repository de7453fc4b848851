import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { importAreas } from '../intake/import-areas.ts';
import { importCsv } from '../intake/import-csv.ts';
import { csvText } from '../intake/read-csv.ts';

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** Petitions, and the official table of area codes, from a file sent as the body (`text/csv`, UTF-8). */
export function importRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    async (_request: FastifyRequest, body: Buffer) => body,
  );

  app.post('/petitions/import', { bodyLimit: BODY_LIMIT_BYTES }, async (request) => {
    const { viewer } = request;
    const result = await importCsv(
      context,
      csvText(request.body),
      (areaCode) => viewer.kind === 'house' || (viewer.areaCode !== null && areaCode.startsWith(viewer.areaCode)),
    );
    context.wakeOutbox();
    return result;
  });

  app.post<{ Querystring: { whole?: string } }>('/areas/import', { bodyLimit: BODY_LIMIT_BYTES }, async (request) => {
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const whole = reader.boolean('whole', '完整表') ?? false;
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    return importAreas(context, csvText(request.body), whole);
  });
}
