import { throughRegister } from './through-register.ts';

/** Leads the petition to the procedure it belongs to. */
export const divertToProcedure = throughRegister('divert-to-procedure', ['legalRoute'], { diversionId: 'String' });
