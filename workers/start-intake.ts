import { throughRegister } from './through-register.ts';

/** What was no suggestion becomes a petition. */
export const startIntake = throughRegister('start-intake', [], {
  newPetitionId: 'String',
});
