import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 不予复查复核告知: why the request is not taken on. */
export const reviewRefusal: LetterTemplate = {
  template: 'reviewRefusal',
  title: '不予复查复核告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '拒',
  needsApproval: false,
  paragraphs: (matter) => [
    `您对“${gist(matter.petition)}”一事提出的${matter.review?.stage === 'reReview' ? '复核' : '复查'}申请已收到。`,
    '该申请超过规定期限，或者不是向原机关的上一级机关提出，或者尚未经过复查，不予受理（《信访工作条例》第三十五条、第三十六条）。',
    '期限内可以向有权机关重新提出；期限已过的，处理意见为终局意见。',
  ],
};
