import { LEAD_UNIT, type LetterTemplate, longDay } from './letter.ts';

/** 延期告知书: old and new deadline. */
export const extensionNotice: LetterTemplate = {
  template: 'extensionNotice',
  title: '信访事项延期告知书',
  from: LEAD_UNIT,
  to: 'petitioner',
  series: '延',
  needsApproval: false,
  paragraphs: (matter) => [
    `因情况复杂，经批准，您反映事项的办理期限由${longDay(matter.petition.extendedFrom)}延长至${longDay(matter.petition.deadlineAt)}。`,
    '延长期限不超过三十日（《信访工作条例》第三十四条）。',
  ],
};
