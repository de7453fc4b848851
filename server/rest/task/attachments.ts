import { type Static, Type } from 'typebox';
import { addAttachment, deleteAttachment, readAttachmentBytes, readAttachments } from '../../commands/attachments.ts';
import type { Attachment } from '../../store/history/comment.ts';
import type { Resource } from '../rest-app.ts';
import { absoluteUrl } from '../wire/absolute-url.ts';
import { disposition } from '../wire/file-reply.ts';
import { readForm, withForms } from '../wire/multipart-form.ts';
import { RequestError } from '../wire/request-error.ts';
import { DateOut, ErrorOut, IdParams, LinkOut, NoContent, NullableDate, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

const AttachmentOut = Type.Object({
  links: Type.Array(LinkOut),
  id: Type.String(),
  name: NullableText,
  description: NullableText,
  taskId: Type.String(),
  type: NullableText,
  url: NullableText,
  createTime: DateOut,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
});
const Params = Type.Object({ id: Type.String(), attachmentId: Type.String() });

function write(attachment: Attachment): Static<typeof AttachmentOut> {
  const { id, name, description, taskId, type, url, at, rootId } = attachment;
  return {
    links: [],
    id,
    name,
    description,
    taskId,
    type,
    url,
    createTime: writeDate(at),
    removalTime: null,
    rootProcessInstanceId: rootId === '' ? null : rootId,
  };
}

/** `/task/{id}/attachment`: files and addresses that people attach to a task. */
export const taskAttachments: Resource = (app, engine) => {
  const tags = ['Task Attachment'];
  const path = '/task/:id/attachment';

  app.get(
    path,
    { schema: { tags, params: IdParams, response: { 200: Type.Array(AttachmentOut), '4xx': ErrorOut } } },
    async ({ params }) => (await readAttachments(engine, params.id)).map(write),
  );

  app.get(
    `${path}/:attachmentId`,
    { schema: { tags, params: Params, response: { 200: AttachmentOut, '4xx': ErrorOut } } },
    async ({ params: { id, attachmentId } }) => {
      const found = (await readAttachments(engine, id)).find((attachment) => attachment.id === attachmentId);
      if (found) return write(found);
      throw new RequestError(404, `Task attachment with id ${attachmentId} does not exist for task id '${id}'.`);
    },
  );

  // Never a type that a browser would run: a file comes from whoever attached it.
  app.get(`${path}/:attachmentId/data`, { schema: { tags, params: Params } }, async ({ params }, reply) => {
    const bytes = await readAttachmentBytes(engine, params.id, params.attachmentId);
    return reply
      .type('application/octet-stream')
      .header('content-disposition', disposition(params.attachmentId))
      .send(bytes);
  });

  withForms(app, (forms) => {
    forms.post(
      `${path}/create`,
      {
        schema: {
          tags,
          params: IdParams,
          consumes: ['multipart/form-data'],
          response: { 200: AttachmentOut, '4xx': ErrorOut },
        },
      },
      async (request) => {
        const { id } = request.params;
        const { fields, files } = await readForm(request);
        const content = files.find(({ field }) => field === 'content');
        const url = fields['url'] ?? null;
        if (!content && url === null) {
          throw new RequestError(400, 'No content or url to remote content exists to create the task attachment.');
        }
        const attachment = await addAttachment(request.engine, id, {
          name: fields['attachment-name'] ?? null,
          description: fields['attachment-description'] ?? null,
          type: fields['attachment-type'] ?? null,
          url,
          bytes: content?.bytes ?? null,
        });
        const href = absoluteUrl(request, `/task/${id}/attachment/${attachment.id}`);
        return { ...write(attachment), links: [{ method: 'GET', href, rel: 'self' }] };
      },
    );
  });

  app.delete(
    `${path}/:attachmentId`,
    { schema: { tags, params: Params, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await deleteAttachment(engine, params.id, params.attachmentId);
      return reply.code(204).send();
    },
  );
};
