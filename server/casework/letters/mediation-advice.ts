import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 告知其他途径: mediation came to nothing or was refused. */
export const mediationAdvice: LetterTemplate = {
  template: 'mediationAdvice',
  title: '调解终止告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '终',
  needsApproval: false,
  paragraphs: (matter) => [
    `“${gist(matter.petition)}”一事，因当事人不愿调解或者未能达成协议，调解终止。`,
    '您可以通过仲裁、行政复议、诉讼等途径维护权利；需要帮助的，可以向公共法律服务站咨询。',
  ],
};
