import multipart from '@fastify/multipart';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { RestApp } from '../rest-app.ts';
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

/** Largest file of an upload, in bytes. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Registers routes that read forms, apart from all others: what watches over uploads takes its time of every request. */
export function withForms(app: RestApp, routes: (app: RestApp) => void): void {
  const apart: FastifyPluginAsync = async (scope) => {
    await scope.register(multipart, { limits: { fileSize: MAX_FILE_BYTES, files: 500, fields: 100 } });
    routes(scope.withTypeProvider<TypeBoxTypeProvider>());
  };
  app.register(apart);
}

/**
 * Reads a multipart form, on a route of `withForms`. A part counts as a file when it has a filename, or when its content is
 * not plain text.
 * @throws RequestError 415 when the body is no form, 400 when it is broken; FastifyError 413 when it is too large
 */
export async function readForm(request: FastifyRequest): Promise<Form> {
  if (!request.isMultipart()) throw new RequestError(415, 'HTTP 415 Unsupported Media Type', 'NotSupportedException');
  const form: Form = { fields: {}, files: [] };
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        const bytes = await part.toBuffer();
        form.files.push({ field: part.fieldname, filename: part.filename ?? '', mimeType: part.mimetype, bytes });
      } else {
        form.fields[part.fieldname] = String(part.value);
      }
    }
  } catch (error) {
    // What is too large or too many is told with a status; a form that is cut off or names no boundary is not.
    if (error instanceof Error && 'statusCode' in error) throw error;
    const said = error instanceof Error ? error.message : String(error);
    throw new RequestError(400, `The form cannot be read: ${said}`, 'InvalidRequestException');
  }
  return form;
}
