import { type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 建议收件回执: the suggestion came in and is looked at. */
export const receiptNote: LetterTemplate = {
  template: 'receiptNote',
  title: '建议收件回执',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '收',
  needsApproval: false,
  paragraphs: (matter) => [
    `您提出的建议“${matter.suggestion?.title ?? ''}”已收到，将初筛、研究，并把结果告诉您。`,
    '感谢您对公共事务的关心。',
  ],
};
