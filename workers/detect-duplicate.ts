import { byIntakeRule } from './by-intake-rule.ts';
import { throughRegister } from './through-register.ts';

/** Whether the same petitioner brought the same matter before. */
export const detectDuplicate = byIntakeRule(
  throughRegister('detect-duplicate', ['needsFeedback', 'finalAfterReReview', 'sameMatterScore'], {
    duplicateOf: 'String',
    repeatOf: 'String',
    likelyRepeatOf: 'String',
    sameDay: 'Boolean',
    sameMatterOpen: 'Boolean',
    score: 'Double',
    needsFeedback: 'Boolean',
    finalAfterReReview: 'Boolean',
  }),
);
