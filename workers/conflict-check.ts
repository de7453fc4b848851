import { throughRegister } from './through-register.ts';

/** Takes out of the candidates whoever has an interest. */
export const conflictCheck = throughRegister(
  'conflict-check',
  ['candidateIds', 'excludedIds', 'assigneeId', 'assignFor'],
  {
    cleanIds: 'String',
    cleanCount: 'Integer',
    conflictCount: 'Integer',
  },
);
