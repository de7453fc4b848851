import { isCode, STATEMENT_PURPOSES } from '../codes.ts';
import { BusinessOutcome, invalid } from '../errors.ts';
import { listStatements } from '../tables/statement.ts';
import type { WorkTopic } from './work-topic.ts';

const AGAINST = new Set(['against', 'no']);

/** Counts what a panel said. Raises `ERR_NO_QUORUM` when fewer spoke than table `expert-panel` asks for. Reads only. */
export const collectOpinions: WorkTopic = {
  topic: 'collect-opinions',
  async handle({ knex }, entry, input) {
    const purpose = input.text('purpose');
    if (!isCode(STATEMENT_PURPOSES, purpose)) throw invalid([{ field: 'purpose', reason: `没有用途 ${purpose}` }]);
    const round = input.optionalInteger('round') ?? entry.round;
    const said = (await listStatements(knex, entry.id, { purpose, round })).filter((one) => one.statement !== null);
    const againstCount = said.filter((one) => AGAINST.has(one.statement ?? '')).length;
    const quorum = input.integer('quorum');
    const outputs = {
      opinionCount: said.length,
      supportCount: said.length - againstCount,
      againstCount,
      quorumReached: said.length >= quorum,
    };
    if (said.length < quorum) {
      throw new BusinessOutcome('ERR_NO_QUORUM', `需要 ${quorum} 位的意见，现有 ${said.length} 位`, outputs);
    }
    return outputs;
  },
};
