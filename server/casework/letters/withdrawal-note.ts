import { type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

/** 撤回确认: the petition was withdrawn by who raised it. */
export const withdrawalNote: LetterTemplate = {
  template: 'withdrawalNote',
  title: '信访事项撤回确认书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '撤',
  needsApproval: false,
  paragraphs: (matter) => [
    `您于${longDay(matter.petition.receivedAt)}提出的信访事项，已按您的要求撤回，不再办理。`,
    '如情况变化，您可以重新提出。',
  ],
};
