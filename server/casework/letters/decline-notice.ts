import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** Where a petitioner is led by the reason code of table `petition-competence`. */
const PROPER_ROUTE: Readonly<Record<string, string>> = {
  COURT:
    '已经或依法应当通过诉讼解决的事项，请向作出裁判的人民法院申请再审，或向人民检察院申请监督（《信访工作条例》第二十八条）。',
  OUT_OF_AREA: '事发地不在本辖区，请向事发地的信访部门提出；我们已将来件副本转去。',
  NOT_OURS: '该事项属其他机关职权，请向有权处理的机关提出（《信访工作条例》第二十三条）。',
  OTHER_PROCEDURE: '该事项应当通过仲裁、公证、行政复议等法定途径解决。',
};

/** 不予受理告知书: a reasoned refusal that names the proper route. */
export const declineNotice: LetterTemplate = {
  template: 'declineNotice',
  title: '信访事项不予受理告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '不受',
  needsApproval: true,
  paragraphs: (matter) => [
    `您反映的“${gist(matter.petition)}”一事，经审查不予受理。`,
    PROPER_ROUTE[matter.petition.outcome ?? ''] ?? '该事项不属于信访受理范围，请通过法定途径提出。',
    '您对本告知有异议的，可以向上一级信访部门反映。',
  ],
};
