import { throughRegister } from './through-register.ts';

/** The approved opinion of the unit and the day by which it is carried out. */
export const recordOpinion = throughRegister('record-opinion', ['opinionResult', 'carryOutBy', 'carryOutPeriod'], {
  carryOutBy: 'Date',
  opinionAt: 'Date',
});
