import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 复查指引: a written opinion is younger than 30 days, so that a review is the right way. */
export const reviewGuide: LetterTemplate = {
  template: 'reviewGuide',
  title: '申请复查指引',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '引',
  needsApproval: false,
  paragraphs: (matter) => [
    `您反映的“${gist(matter.petition)}”一事，已有书面处理意见，且仍在复查期内。`,
    '对处理意见不服的，请自收到书面答复之日起三十日内向原办理机关的上一级机关提出复查（《信访工作条例》第三十五条）。',
  ],
};
