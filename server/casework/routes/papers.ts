import type { FastifyInstance } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { isForPetitioner, sightOf } from '../detail-for.ts';
import { discloseToPeople } from '../disclose.ts';
import { notFound } from '../errors.ts';
import { findAttachment, readAttachment } from '../tables/attachment.ts';
import { findDocument } from '../tables/document.ts';
import { findPetition } from '../tables/petition.ts';

/** The text of a letter or of an attachment. Those of a sealed petition do not exist for this route. */
export function paperRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex } = context;
  app.get<{ Params: { documentId: string } }>('/documents/:documentId', async (request, reply) => {
    const document = await findDocument(knex, request.params.documentId);
    const petition = document && (await findPetition(knex, document.petitionId));
    if (!document || petition?.sealed !== false) throw notFound('没有这份文书');
    const internal = sightOf(request.viewer, petition) === 'petitioner' && !isForPetitioner(document.template);
    if (internal) throw notFound('没有这份文书');
    const [petitionId, recordId] = [petition.id, document.id];
    await discloseToPeople(context, request, { petitionId, record: 'document', recordId, fields: ['content'] });
    return reply.type('text/plain; charset=utf-8').send(document.content);
  });

  app.get<{ Params: { attachmentId: string } }>('/attachments/:attachmentId', async (request, reply) => {
    const attachment = await findAttachment(knex, request.params.attachmentId);
    const petition = attachment && (await findPetition(knex, attachment.petitionId));
    if (!attachment || petition?.sealed !== false) throw notFound('没有这个附件');
    const [petitionId, recordId] = [petition.id, attachment.id];
    await discloseToPeople(context, request, { petitionId, record: 'attachment', recordId, fields: ['content'] });
    const isShown = /^(text\/plain|image\/)/.test(attachment.mediaType);
    // Files are called after people, too.
    const named = sightOf(request.viewer, petition) !== 'facts';
    const name = encodeURIComponent(named ? attachment.fileName : '附件').replace(/['()*]/g, '_');
    return reply
      .type(attachment.mediaType)
      .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('x-content-type-options', 'nosniff')
      .send(await readAttachment(knex, attachment.id));
  });
}
