import { LEVEL_LADDER } from '../codes.ts';
import { BusinessOutcome } from '../errors.ts';
import { listAgentsOnDuty } from '../tables/agent.ts';
import { findAreaPath } from '../tables/area.ts';
import type { WorkTopic } from './work-topic.ts';

/** Agents on duty of a level, in the place the petition belongs to. Reads only. */
export const findCandidates: WorkTopic = {
  topic: 'find-candidates',
  async handle({ knex }, petition, input) {
    const level = input.text('agentLevel');
    const path = await findAreaPath(knex, input.optionalText('areaCode') ?? petition.areaCode);
    const fromHere = LEVEL_LADDER.slice(LEVEL_LADDER.findIndex((one) => one === level));
    const areas = path.filter((area) => fromHere.includes(area.level)).map((area) => area.code);
    const onDuty = await listAgentsOnDuty(knex, areas);
    const candidates = onDuty.filter((agent) => agent.level === level).map((agent) => agent.id);
    const outputs = { candidateIds: candidates.join(','), agentsOnDuty: candidates.length };
    if (onDuty.length === 0) throw new BusinessOutcome('ERR_NO_AGENT_AVAILABLE', '本级及以上没有在岗代理员', outputs);
    return outputs;
  },
};
