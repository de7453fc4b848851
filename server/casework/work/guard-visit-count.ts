import { BusinessOutcome } from '../errors.ts';
import type { WorkTopic } from './work-topic.ts';

/** "最多访一次": before a step that would summon the resident. Who came once is not called again; an agent goes there. Reads only. */
export const guardVisitCount: WorkTopic = {
  topic: 'guard-visit-count',
  async handle(_context, petition) {
    const outputs = { residentVisits: petition.residentVisits };
    if (petition.residentVisits >= 1) {
      throw new BusinessOutcome('ERR_SECOND_VISIT', '群众已来访一次，不得再要求其来访', outputs);
    }
    return outputs;
  },
};
