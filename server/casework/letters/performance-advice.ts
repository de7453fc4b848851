import { type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 协议未履行告知: the other side did not perform; a court may be asked. */
export const performanceAdvice: LetterTemplate = {
  template: 'performanceAdvice',
  title: '调解协议未履行告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '履',
  needsApproval: false,
  paragraphs: (matter) => [
    `调解协议${matter.agreement?.agreementNo ?? ''}约定的履行日已到，经回访尚未履行。`,
    '经司法确认的，可以申请人民法院强制执行；未经确认的，可以就协议的履行向人民法院起诉。',
  ],
};
