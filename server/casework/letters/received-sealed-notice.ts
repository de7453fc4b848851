import { type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** Receipt for an accusation. It says nothing of the matter or of where it went (R 30). */
export const receivedSealedNotice: LetterTemplate = {
  template: 'receivedSealedNotice',
  title: '收件回执',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '密',
  needsApproval: false,
  paragraphs: () => ['您提交的材料已收到，已按规定密封转送有权机关处理。您的信息依法保密。'],
};
