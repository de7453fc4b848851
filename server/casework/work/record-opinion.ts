import { Duration } from 'luxon';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** The unit's approved opinion (R 31(6)) and the day by which it is carried out. Key: task. */
export const recordOpinion: WorkTopic = {
  topic: 'record-opinion',
  async handle({ knex, transact, clock }, petition, input) {
    const onceKey = `record-opinion:${input.taskId()}`;
    const opinionAt = (await findAuditEntry(knex, onceKey))?.at ?? clock.now();
    const period = Duration.fromISO(input.optionalText('carryOutPeriod') ?? 'P30D').toMillis();
    const carryOutBy = input.optionalTime('carryOutBy') ?? opinionAt + period;
    const opinionResult = input.text('opinionResult');
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, { state: 'answered', outcome: opinionResult, answeredAt: opinionAt });
      await addAuditEntry(
        trx,
        { petitionId: petition.id, action: 'answered', actor: null, detail: { opinionResult }, at: opinionAt },
        onceKey,
      );
    });
    return { carryOutBy: iso(carryOutBy), opinionAt: iso(opinionAt) };
  },
};
