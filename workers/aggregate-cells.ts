import { throughRegister } from './through-register.ts';

/** Counts by subject and place, without anybody's id. */
export const aggregateCells = throughRegister('aggregate-cells', ['to', 'windowDays'], {
  cellCount: 'Integer',
  suppressedCount: 'Integer',
  cells: 'String',
});
