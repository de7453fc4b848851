import { createHash } from 'node:crypto';
import { dayOf } from '../calendar/working-days.ts';
import { NUMBER_PENDING } from '../letters/letter.ts';
import { findLetter } from '../letters/list.ts';
import { drawNumber } from '../tables/counter.ts';
import { numberDocument } from '../tables/document.ts';
import { requireDocument } from './require-document.ts';
import type { WorkTopic } from './work-topic.ts';

/** Gives a letter its number and fixes its text by a hash. Key: document. */
export const sealAndNumber: WorkTopic = {
  topic: 'seal-and-number',
  async handle({ transact, clock }, petition, input) {
    return transact(async (trx) => {
      const document = await requireDocument(trx, petition, input.text('docId'));
      if (document.documentNo !== null) return { docNo: document.documentNo, sha256: document.sha256 };
      const series = `信${findLetter(document.template)?.series ?? ''}〔${dayOf(clock.now()).slice(0, 4)}〕`;
      const documentNo = `${series}${await drawNumber(trx, series)}号`;
      const content = document.content.replace(NUMBER_PENDING, documentNo);
      const sha256 = createHash('sha256').update(content, 'utf8').digest('hex');
      await numberDocument(trx, document.id, { documentNo, content, sha256 });
      return { docNo: documentNo, sha256 };
    });
  },
};
