import { throughRegister } from './through-register.ts';

/** At most one visit: who came once is not summoned again. */
export const guardVisitCount = throughRegister('guard-visit-count', [], { residentVisits: 'Integer' });
