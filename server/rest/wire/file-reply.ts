import type { FastifyReply } from 'fastify';
import type { TypedValue } from '../../engine/expressions/typed-value.ts';
import { RequestError } from './request-error.ts';

/** The bytes of a `File` or `Bytes` variable, as a download. @throws RequestError 400 for every other type */
export function fileReply(reply: FastifyReply, name: string, { type, value, info = {} }: TypedValue): FastifyReply {
  if (type !== 'File' && type !== 'Bytes') {
    throw new RequestError(400, `Value of variable with name ${name} is not a binary value`);
  }
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64');
  const { mimeType, encoding, filename } = info;
  const mediaType = typeof mimeType === 'string' && mimeType !== '' ? mimeType : 'application/octet-stream';
  const charset = typeof encoding === 'string' && encoding !== '' ? `; charset=${encoding}` : '';
  return reply
    .header('content-type', mediaType + charset)
    .header('content-disposition', disposition(typeof filename === 'string' ? filename : name))
    .send(bytes);
}

/** `attachment; filename="…"`, with the real name beside it when it holds more than ASCII. */
export function disposition(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const header = `attachment; filename="${plain}"`;
  return plain === filename ? header : `${header}; filename*=UTF-8''${encodeURIComponent(filename)}`;
}
