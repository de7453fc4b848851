import { throughRegister } from './through-register.ts';

/** Counts before and after a warning. */
export const measureEffect = throughRegister('measure-effect', ['warningId'], {
  before: 'Integer',
  after: 'Integer',
  change: 'Double',
});
