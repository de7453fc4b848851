import { markDelivered, storeProof } from '../tables/document.ts';
import { requireDocument } from './require-document.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** Notes when a letter reached its reader; the first time stands, and a review's 30 days count from it. Key: document. */
export const recordDelivery: WorkTopic = {
  topic: 'record-delivery',
  async handle({ knex, clock }, petition, input) {
    const document = await requireDocument(knex, petition, input.text('docId'));
    const deliveredAt = document.deliveredAt ?? clock.now();
    await markDelivered(knex, document.id, deliveredAt);
    const proof = input.optionalText('deliveryProof');
    if (proof !== null) await storeProof(knex, document.id, proof);
    return { deliveredAt: iso(deliveredAt) };
  },
};
