import type { Suggestion } from '../tables/suggestion.ts';
import { type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** What is said of a suggestion that was not studied. */
const UNSTUDIED: Readonly<Record<string, string>> = {
  merge: '与正在办理的另一条建议内容相同，您已列为共同建议人，结果会一并告知。',
  inform: '您建议的内容已有规定或者做法，我们已把出处附上。',
  outOfScope: '来件没有可以研究的建议内容，欢迎补充后再提。',
  notSuggestion: '您反映的是具体事项，已转信访程序办理，另行告知。',
};

const STUDIED: Readonly<Record<string, string>> = {
  feasible: '经研究论证，予以采纳，正在转化落实。',
  partly: '经研究论证，部分采纳，正在转化落实。',
  no: '经研究论证，目前条件不具备，暂不采纳。',
};

const outcomeOf = (suggestion: Suggestion | null): string =>
  UNSTUDIED[suggestion?.screening ?? ''] ?? STUDIED[suggestion?.verdict ?? ''] ?? '已收悉，感谢您的建议。';

/** 建议反馈函: adopted wholly or in part, or not, with the reason (R 29). */
export const suggestionFeedback: LetterTemplate = {
  template: 'suggestionFeedback',
  title: '建议反馈函',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '馈',
  needsApproval: false,
  paragraphs: (matter) => [
    `您提出的建议“${matter.suggestion?.title ?? ''}”，办理结果如下。`,
    outcomeOf(matter.suggestion),
  ],
};
