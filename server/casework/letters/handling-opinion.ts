import { LEAD_UNIT, type LetterTemplate } from './letter.ts';

const RESULT: Readonly<Record<string, string>> = {
  support: '请求事实清楚，符合法律、法规、规章或者其他有关规定，予以支持。',
  explain: '请求事由合理但缺乏法律依据，作好解释说明。',
  notSupport: '请求缺乏事实根据或者不符合法律、法规、规章或者其他有关规定，不予支持。',
};

/** 信访处理意见书: the unit's written decision, with the right of review. */
export const handlingOpinion: LetterTemplate = {
  template: 'handlingOpinion',
  title: '信访事项处理意见书',
  from: LEAD_UNIT,
  to: 'petitioner',
  series: '意',
  needsApproval: false,
  paragraphs: (matter) => [
    '您提出的诉求：',
    ...matter.petition.claims.map((claim, index) => `${index + 1}. ${claim}`),
    `处理意见：${RESULT[matter.petition.outcome ?? ''] ?? '见附件。'}`,
    '如不服本意见，可以自收到之日起三十日内向我单位的上一级机关申请复查（《信访工作条例》第三十五条）。',
  ],
};
