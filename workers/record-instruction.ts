import { throughRegister } from './through-register.ts';

/** A leader's instruction came before it was asked for. */
export const recordInstruction = throughRegister('record-instruction', [], {
  instructed: 'Boolean',
});
