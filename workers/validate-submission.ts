import { byIntakeRule } from './by-intake-rule.ts';
import { throughRegister } from './through-register.ts';

/** Whether the submission is complete, and the facts the decision tables judge by. */
export const validateSubmission = byIntakeRule(
  throughRegister('validate-submission', ['collectiveFrom'], {
    valid: 'Boolean',
    problems: 'String',
    classificationSure: 'Boolean',
    channel: 'String',
    subjectCode: 'String',
    areaCode: 'String',
    areaLevel: 'String',
    asksOwnRelief: 'Boolean',
    allegesOfficialMisconduct: 'Boolean',
    proposesImprovement: 'Boolean',
    privateParties: 'Boolean',
    questionOnly: 'Boolean',
    inOwnArea: 'Boolean',
    needsFeedback: 'Boolean',
    finalAfterReReview: 'Boolean',
    reviewWindowOpen: 'Boolean',
    collective: 'Boolean',
    urgent: 'Boolean',
    wantsProxy: 'Boolean',
    litigationState: 'String',
    subjectOwner: 'String',
    aspect: 'String',
    specialNeed: 'String',
    accusedUnitLevel: 'String',
    groupSize: 'Integer',
    riskLevel: 'Integer',
    residentVisits: 'Integer',
  }),
);
