import { BusinessOutcome } from '../errors.ts';
import { countCharacters } from '../intake/field-reader.ts';
import { findArea } from '../tables/area.ts';
import { findUnit } from '../tables/unit.ts';
import type { WorkOutput, WorkTopic } from './work-topic.ts';

const CONTENT_MIN = 10;

/** Whether the submission is complete, and the facts the decision tables judge by. Reads only. */
export const validateSubmission: WorkTopic = {
  topic: 'validate-submission',
  async handle({ knex }, petition, input) {
    const collective = petition.groupSize >= input.integer('collectiveFrom');
    const problems: string[] = [];
    // A sealed matter has left the register; it was complete when it was sealed.
    if (petition.state !== 'sealed') {
      if (countCharacters(petition.content) < CONTENT_MIN) problems.push('content');
      if (petition.claims.length === 0) problems.push('claims');
    }
    const { facts } = petition;
    const area = await findArea(knex, petition.areaCode);
    const accusedUnit = petition.accusedUnitId === null ? undefined : await findUnit(knex, petition.accusedUnitId);
    const said =
      facts.asksOwnRelief ||
      facts.allegesOfficialMisconduct ||
      facts.proposesImprovement ||
      facts.privateParties ||
      facts.questionOnly;
    const outputs: WorkOutput = {
      valid: problems.length === 0,
      problems: problems.length === 0 ? null : problems.join(','),
      classificationSure: said || petition.litigationState === 'pending' || petition.litigationState === 'judged',
      channel: petition.channel,
      subjectCode: petition.subjectCode,
      areaCode: petition.areaCode,
      areaLevel: area?.level ?? 'community',
      asksOwnRelief: facts.asksOwnRelief,
      allegesOfficialMisconduct: facts.allegesOfficialMisconduct,
      proposesImprovement: facts.proposesImprovement,
      privateParties: facts.privateParties,
      questionOnly: facts.questionOnly,
      inOwnArea: facts.inOwnArea,
      needsFeedback: facts.needsFeedback || facts.riskLevel >= 3 || collective,
      finalAfterReReview: facts.finalAfterReReview,
      reviewWindowOpen: facts.reviewWindowOpen,
      collective,
      urgent: facts.urgent,
      wantsProxy: petition.wantsProxy,
      litigationState: petition.litigationState,
      subjectOwner: facts.subjectOwner,
      aspect: facts.aspect === '' ? null : facts.aspect,
      specialNeed: facts.specialNeed,
      accusedUnitLevel: accusedUnit?.areaLevel ?? null,
      groupSize: petition.groupSize,
      riskLevel: facts.riskLevel,
      residentVisits: petition.residentVisits,
    };
    if (problems.length > 0) throw new BusinessOutcome('ERR_VALIDATION', '登记内容不完整，需要补正', outputs);
    return outputs;
  },
};
