import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { CaseworkContext } from '../context.ts';
import { disclose, readReason } from '../disclose.ts';
import { invalid, notFound } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { findAgents } from '../tables/agent.ts';
import type { Attachment } from '../tables/attachment.ts';
import type { Person } from '../tables/person.ts';
import type { Petition } from '../tables/petition.ts';
import { findSealed } from '../tables/sealed.ts';
import { findUnit } from '../tables/unit.ts';
import { requirePetition } from './require-petition.ts';

/** What lies in an envelope. */
interface Matter {
  petition: Petition;
  persons: Person[];
  /** With their content, base64. */
  attachments: (Attachment & { content: string })[];
}

/** What an accusation says, for the accusation clerk alone, for a reason; each opening is noted before it is answered. */
export function sealedRoutes(app: FastifyInstance, context: CaseworkContext): void {
  const { knex } = context;

  const open = async (request: FastifyRequest, key: string, fields: string[]) => {
    const petition = await requirePetition(knex, key);
    const reader = new FieldReader(isObject(request.body) ? request.body : {});
    const reason = readReason(reader, request);
    const problems = reader.finish();
    if (problems.length > 0) throw invalid(problems);
    const envelope = await findSealed(knex, petition.id);
    if (!envelope) throw notFound('该事项没有密封');
    const what = { petitionId: petition.id, record: 'sealed', recordId: envelope.sealNo, fields } as const;
    await disclose(context, request, what, reason);
    const matter: Matter = JSON.parse(envelope.matter);
    return { envelope, matter };
  };

  app.post<{ Params: { key: string } }>('/petitions/:key/sealed', async (request) => {
    const fields = ['text', 'claims', 'name', 'idNo', 'phone', 'address'];
    const { envelope, matter } = await open(request, request.params.key, fields);
    const { petition, persons, attachments } = matter;
    const accused = petition.accusedUnitId === null ? undefined : await findUnit(knex, petition.accusedUnitId);
    return {
      sealNo: envelope.sealNo,
      sealedAt: new Date(envelope.sealedAt).toISOString(),
      passedToName: (await findUnit(knex, envelope.passedTo))?.name ?? null,
      text: petition.content,
      claims: petition.claims,
      subjectCode: petition.subjectCode,
      happenedOn: petition.happenedOn,
      accusedUnitName: accused?.name ?? null,
      accusedAgentNames: (await findAgents(knex, petition.accusedAgentIds)).map(({ name }) => name),
      persons: persons.map(({ role, name, idNo, phone, address }) => ({ role, name, idNo, phone, address })),
      attachments: attachments.map(({ id, fileName, mediaType, sha256 }) => ({
        attachmentId: id,
        fileName,
        mediaType,
        sha256,
      })),
    };
  });

  app.post<{ Params: { key: string; attachmentId: string } }>(
    '/petitions/:key/sealed/:attachmentId',
    async (request, reply) => {
      const { key, attachmentId } = request.params;
      const { matter } = await open(request, key, [`attachment:${attachmentId}`]);
      const attachment = matter.attachments.find(({ id }) => id === attachmentId);
      if (!attachment) throw notFound('没有这个附件');
      return reply
        .type(attachment.mediaType)
        .header('content-disposition', 'attachment')
        .send(Buffer.from(attachment.content, 'base64'));
    },
  );
}
