import { listPersons } from '../tables/person.ts';
import type { WorkTopic } from './work-topic.ts';

/** How many persons of a collective petition are registered: each of them is answered and asked. Reads only. */
export const listMembers: WorkTopic = {
  topic: 'list-members',
  async handle({ knex }, petition) {
    return { memberCount: Math.max((await listPersons(knex, petition.id)).length, 1) };
  },
};
