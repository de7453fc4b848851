import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { importCsv } from '../intake/import-csv.ts';

const BODY_LIMIT_BYTES = 16 * 1024 * 1024;

/** Registering many petitions from a file, sent as the body (`text/csv`, UTF-8). */
export function importRoutes(app: FastifyInstance, context: CaseworkContext): void {
  app.addContentTypeParser(
    'text/csv',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT_BYTES },
    async (_request: FastifyRequest, body: Buffer) => body,
  );

  app.post('/petitions/import', { bodyLimit: BODY_LIMIT_BYTES }, async (request) => {
    if (!Buffer.isBuffer(request.body)) throw invalid([{ field: 'file', reason: '请以 text/csv 发送文件内容' }]);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(request.body);
    } catch {
      throw invalid([{ field: 'file', reason: '文件不是 UTF-8 编码' }]);
    }
    const result = await importCsv(context, text);
    context.wakeOutbox();
    return result;
  });
}
