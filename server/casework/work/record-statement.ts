import { isCode, STATEMENT_PURPOSES } from '../codes.ts';
import { invalid } from '../errors.ts';
import { saveStatement } from '../tables/statement.ts';
import type { WorkTopic } from './work-topic.ts';

/** Keeps what one of several people said; the one is found by the number of the loop. Key: entry + purpose + round + speaker. */
export const recordStatement: WorkTopic = {
  topic: 'record-statement',
  async handle({ knex, clock }, entry, input) {
    const purpose = input.text('purpose');
    if (!isCode(STATEMENT_PURPOSES, purpose)) throw invalid([{ field: 'purpose', reason: `没有用途 ${purpose}` }]);
    const number = input.integer('loopCounter');
    const speaker = input.list('speakerIds')[number];
    if (speaker === undefined) throw invalid([{ field: 'loopCounter', reason: `名单里没有第 ${number} 位` }]);
    const round = input.optionalInteger('round') ?? entry.round;
    const statement = input.text('statement');
    await saveStatement(knex, { petitionId: entry.id, purpose, round, speaker, statement, statedAt: clock.now() });
    return {};
  },
};
