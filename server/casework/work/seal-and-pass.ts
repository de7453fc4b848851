import type { Knex } from 'knex';
import { dayOf } from '../calendar/working-days.ts';
import { LEVEL_LADDER } from '../codes.ts';
import { BusinessOutcome } from '../errors.ts';
import { UNKNOWN_FACTS } from '../intake/facts.ts';
import { findAreaPath } from '../tables/area.ts';
import { deleteAttachments, listAttachments, readAttachment } from '../tables/attachment.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { drawNumber } from '../tables/counter.ts';
import { deletePersons, listPersons } from '../tables/person.ts';
import { updatePetition } from '../tables/petition.ts';
import { findSealed, insertSealed } from '../tables/sealed.ts';
import { deleteSubmissions } from '../tables/submission.ts';
import { findUnit, findUnitFor } from '../tables/unit.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Moves an accusation out of the register into the sealed store and passes it to discipline inspection, by rank: never to
 * a body at or below the level of the accused unit (R 30). Only the seal number leaves. Key: petition.
 */
export const sealAndPass: WorkTopic = {
  topic: 'seal-and-pass',
  async handle({ knex, transact, clock }, petition) {
    const done = await findSealed(knex, petition.id);
    if (done) return { sealNo: done.sealNo };
    const accused = petition.accusedUnitId === null ? undefined : await findUnit(knex, petition.accusedUnitId);
    const above = accused ? LEVEL_LADDER.indexOf(accused.areaLevel) : -1;
    const path = (await findAreaPath(knex, petition.areaCode)).filter(
      (area) => LEVEL_LADDER.indexOf(area.level) > above,
    );
    const body = await findUnitFor(
      knex,
      'disciplineInspection',
      path.map((area) => area.code),
    );
    if (!body)
      throw new BusinessOutcome('ERR_NO_COMPETENT_BODY', '没有可以受理检举控告的上级纪检监察机关', { sealNo: null });
    const nowMs = clock.now();
    const series = `MF-${dayOf(nowMs).replaceAll('-', '')}`;
    return transact(async (trx) => {
      const sealNo = `${series}-${String(await drawNumber(trx, series)).padStart(5, '0')}`;
      const matter = {
        petition,
        persons: await listPersons(trx, petition.id),
        attachments: await readAttachments(trx, petition.id),
      };
      await insertSealed(trx, {
        sealNo,
        petitionId: petition.id,
        passedTo: body.id,
        matter: JSON.stringify(matter),
        sealedAt: nowMs,
      });
      await deletePersons(trx, petition.id);
      await deleteAttachments(trx, petition.id);
      await deleteSubmissions(trx, petition.id);
      await updatePetition(trx, petition.id, {
        sealed: true,
        state: 'sealed',
        outcome: 'sealed',
        kind: 'accusation',
        content: '',
        claims: [],
        facts: { ...UNKNOWN_FACTS, allegesOfficialMisconduct: true },
        subjectCode: 'other',
        happenedOn: null,
        accusedUnitId: null,
        accusedAgentIds: [],
        registeredBy: null,
        textHash: '',
        petitionerHash: null,
        closedAt: nowMs,
      });
      await addAuditEntry(trx, {
        petitionId: petition.id,
        action: 'sealed',
        actor: null,
        detail: { sealNo },
        at: nowMs,
      });
      return { sealNo };
    });
  },
};

/** Every attachment with its content (base64), as it goes into the envelope. */
async function readAttachments(trx: Knex, petitionId: string) {
  const attachments = [];
  for (const attachment of await listAttachments(trx, petitionId)) {
    attachments.push({ ...attachment, content: (await readAttachment(trx, attachment.id)).toString('base64') });
  }
  return attachments;
}
