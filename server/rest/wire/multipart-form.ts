import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { RequestError } from './request-error.ts';

export interface UploadedFile {
  /** The part's name. */
  field: string;
  filename: string;
  mimeType: string;
  bytes: Buffer;
}

/** A form upload: its plain fields and its files, in order. */
export interface Form {
  fields: Record<string, string>;
  files: UploadedFile[];
}

/**
 * Reads a multipart form. A part counts as a file when it has a filename, or when its content is not plain text.
 * @throws RequestError 415 when the body is no form; 413 when it is too large
 */
export async function readForm(request: FastifyRequest): Promise<Form> {
  if (!request.isMultipart()) throw new RequestError(415, 'HTTP 415 Unsupported Media Type', 'NotSupportedException');
  const form: Form = { fields: {}, files: [] };
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      form.files.push({ field: part.fieldname, filename: part.filename ?? '', mimeType: part.mimetype, bytes });
    } else {
      form.fields[part.fieldname] = String(part.value);
    }
  }
  return form;
}
