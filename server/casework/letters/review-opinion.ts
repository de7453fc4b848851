import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

const DECISION: Readonly<Record<string, string>> = {
  uphold: '原处理意见事实清楚、依据充分，予以维持。',
  change: '原处理意见不当，予以变更。',
  revokeAndRedo: '撤销原处理意见，由原机关重新办理。',
};

/** 复查/复核意见书: what the higher body decided, and the next right or finality. */
export const reviewOpinion: LetterTemplate = {
  template: 'reviewOpinion',
  title: '信访事项复查（复核）意见书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '复',
  needsApproval: false,
  paragraphs: (matter) => [
    `您于${longDay(matter.review?.requestedAt ?? null)}就“${gist(matter.petition)}”一事提出${matter.review?.stage === 'reReview' ? '复核' : '复查'}申请。`,
    `审查意见：${DECISION[matter.review?.decision ?? ''] ?? '见附件。'}`,
    matter.review?.stage === 'reReview'
      ? '本意见为信访终结意见。以同一事实和理由再提出的，不再受理（《信访工作条例》第三十六条）。'
      : '如不服本意见，可以自收到之日起三十日内向复查机关的上一级机关申请复核（《信访工作条例》第三十六条）。',
  ],
};
