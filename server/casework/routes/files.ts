import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyPluginAsync, FastifyRequest } from 'fastify';
import { actorOf } from '../../identity/viewer.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid, notFound, Refusal } from '../errors.ts';
import { type FileLimits, type HandedIn, keepFile, readFileLimits, tooLarge } from '../files/keep-file.ts';
import { requirePetition } from './require-petition.ts';

/** Files are handed in one at a time, as a form (multipart/form-data) with one part `file`. Reading them back is with the papers. */
export function fileRoutes(app: FastifyInstance, context: CaseworkContext): void {
  // Apart from all other routes: what watches over uploads takes its time of every request.
  const apart: FastifyPluginAsync = async (scope) => {
    // Names with a path in them are refused, not cut.
    await scope.register(multipart, { preservePath: true, limits: { files: 1, fields: 0 } });
    scope.post<{ Params: { key: string } }>('/petitions/:key/attachments', async (request, reply) => {
      const petition = await requirePetition(context.knex, request.params.key);
      if (petition.sealed) throw notFound('没有这个事项');
      if (!request.isMultipart()) {
        throw new Refusal(415, 'invalid', [
          { field: 'file', reason: '请以表单（multipart/form-data）提交一个文件 file' },
        ]);
      }
      const limits = await readFileLimits(context, petition.subjectCode);
      const file = await readFile(request, limits);
      const { attachment, added } = await keepFile(context, petition, file, limits, actorOf(request));
      const { id: attachmentId, fileName, mediaType, sha256, size } = attachment;
      return reply.code(added ? 201 : 200).send({ attachmentId, fileName, mediaType, sha256, size });
    });
  };
  app.register(apart);
}

async function readFile(request: FastifyRequest, limits: FileLimits): Promise<HandedIn> {
  const refuse = (reason: string) => invalid([{ field: 'file', reason }]);
  try {
    const part = await request.file({ limits: { fileSize: limits.largestFile } });
    if (part === undefined) throw refuse('请选择一个文件（file）');
    const bytes = await part.toBuffer();
    if (part.fieldname !== 'file') throw refuse('请以 file 为名提交文件');
    return { fileName: part.filename, mediaType: part.mimetype, bytes };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    if (code === 'FST_REQ_FILE_TOO_LARGE') throw tooLarge(limits);
    // A form that breaks off, has two files, or is none.
    throw refuse('表单不完整，或不止一个文件');
  }
}
