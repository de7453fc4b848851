import { throughRegister } from './through-register.ts';

/** A new round on the same petition. */
export const reopenPetition = throughRegister('reopen-petition', [], { round: 'Integer' });
