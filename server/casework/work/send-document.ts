import { dayOf } from '../calendar/working-days.ts';
import { contactProblem, findContact } from '../contact.ts';
import { BusinessOutcome } from '../errors.ts';
import { recordDelivery } from '../tables/delivery.ts';
import { markDelivered } from '../tables/document.ts';
import { requireDocument } from './require-document.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/**
 * Sends a letter the way the petitioner chose, or lays it into the unit's inbox. Handed over at once (at the counter on the day of
 * the visit, in the inbox) it counts as delivered. Key: document + channel + attempt.
 */
export const sendDocument: WorkTopic = {
  topic: 'send-document',
  async handle(context, petition, input) {
    const { knex, clock } = context;
    const document = await requireDocument(knex, petition, input.text('docId'));
    const attempt = input.optionalInteger('attempt') ?? 1;
    const nowMs = clock.now();
    if (input.optionalText('recipient') === 'unit') {
      const sent = await recordDelivery(knex, { documentId: document.id, channel: 'inbox', attempt, sentAt: nowMs });
      await markDelivered(knex, document.id, sent.sentAt);
      return { sentAt: iso(sent.sentAt), deliveredAt: iso(sent.sentAt) };
    }
    const contact = await findContact(context, petition, input.optionalInteger('recipientNo'));
    const problem = contactProblem(contact);
    if (problem !== null) {
      throw new BusinessOutcome('ERR_CONTACT_UNREACHABLE', problem, { sentAt: null, deliveredAt: null });
    }
    const sent = await recordDelivery(knex, { documentId: document.id, channel: contact.by, attempt, sentAt: nowMs });
    const atCounter =
      contact.by === 'inPerson' && petition.channel === 'visit' && dayOf(sent.sentAt) === dayOf(petition.receivedAt);
    if (atCounter) await markDelivered(knex, document.id, sent.sentAt);
    return { sentAt: iso(sent.sentAt), deliveredAt: atCounter ? iso(sent.sentAt) : null };
  },
};
