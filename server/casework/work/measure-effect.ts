import { BusinessOutcome, notFound } from '../errors.ts';
import { findWarning, listCountedEntries } from '../tables/warning.ts';
import type { HouseTopic } from './work-topic.ts';

const DAY_MS = 86_400_000;
const DAYS = 28;
/** Fewer petitioners before the warning prove nothing, and could be recognised. */
const FEWEST_PERSONS = 5;

/**
 * Counts entries of a warning's subject and place in the 28 days before it and the 28 after. Raises `ERR_TOO_FEW_DATA` when fewer than five persons
 * stand behind the first count or the days after are not over. Reads only.
 */
export const measureEffect: HouseTopic = {
  topic: 'measure-effect',
  async ofHouse({ knex, clock }, input) {
    const id = input.text('warningId');
    const warning = await findWarning(knex, id);
    if (!warning) throw notFound(`没有编号为 ${id} 的预警`);
    const { raisedAt } = warning;
    const endMs = raisedAt + DAYS * DAY_MS;
    const count = async (fromMs: number, beforeMs: number) =>
      (await listCountedEntries(knex, { fromMs, beforeMs })).filter(
        ({ subjectCode, areaCode }) => subjectCode === warning.subjectCode && areaCode.startsWith(warning.areaCode),
      );
    const before = await count(raisedAt - DAYS * DAY_MS, raisedAt);
    if (clock.now() < endMs || new Set(before.map(({ person }) => person)).size < FEWEST_PERSONS) {
      throw new BusinessOutcome('ERR_TOO_FEW_DATA', '数据太少，不能评估', { before: null, after: null, change: null });
    }
    const after = await count(raisedAt, endMs);
    return { before: before.length, after: after.length, change: (after.length - before.length) / before.length };
  },
};
