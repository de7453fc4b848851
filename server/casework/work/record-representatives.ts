import { BusinessOutcome } from '../errors.ts';
import { listPersons } from '../tables/person.ts';
import type { WorkTopic } from './work-topic.ts';

/** Checks that no more speak for a collective petition than table `collective-rule` allows (`ERR_TOO_MANY`). Reads only. */
export const recordRepresentatives: WorkTopic = {
  topic: 'record-representatives',
  async handle({ knex }, petition, input) {
    const persons = await listPersons(knex, petition.id);
    const representativeCount = persons.filter(({ role }) => role === 'petitioner' || role === 'representative').length;
    const most = input.integer('maxRepresentatives');
    if (representativeCount > most) {
      throw new BusinessOutcome('ERR_TOO_MANY', `代表至多 ${most} 人，现有 ${representativeCount} 人`, {
        representativeCount,
      });
    }
    return { representativeCount };
  },
};
