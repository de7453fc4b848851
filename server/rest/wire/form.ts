import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { RequestError } from './request-error.ts';
import { NullableText } from './schema.ts';

/** A deployed form by its key. */
export const FormRefOut = Type.Unsafe<{ key: string; binding: string; version: number | null } | null>({
  type: ['object', 'null'],
  properties: { key: { type: 'string' }, binding: { type: 'string' }, version: { type: ['integer', 'null'] } },
});

/** The form of a start event or task: a key, or a reference to a deployed form, spelled as either product spells it. */
export const FormOut = Type.Object({
  key: NullableText,
  camundaFormRef: FormRefOut,
  operatonFormRef: FormRefOut,
  contextPath: NullableText,
});

/** A generated form as the reference answers it. @throws RequestError 404 when none is generated for `what` */
export function sendRenderedForm(reply: FastifyReply, html: string | undefined, what: string): FastifyReply {
  if (html === undefined) throw new RequestError(404, `No matching rendered form for ${what} found.`);
  return reply.type('application/xhtml+xml; charset=utf-8').send(html);
}

/** The text of a deployed form: JSON, or HTML that a page embeds. */
export function sendDeployedForm(reply: FastifyReply, bytes: Uint8Array): FastifyReply {
  const isJson = /^\s*[{[]/.test(new TextDecoder().decode(bytes.subarray(0, 64)));
  return reply.type(isJson ? 'application/json' : 'application/xhtml+xml; charset=utf-8').send(Buffer.from(bytes));
}
