import { throughRegister } from './through-register.ts';

/** Whether the same petitioner brought the same matter before. */
export const detectDuplicate = throughRegister('detect-duplicate', ['needsFeedback', 'finalAfterReReview'], {
  duplicateOf: 'String',
  repeatOf: 'String',
  sameDay: 'Boolean',
  sameMatterOpen: 'Boolean',
  score: 'Double',
  needsFeedback: 'Boolean',
  finalAfterReReview: 'Boolean',
});
