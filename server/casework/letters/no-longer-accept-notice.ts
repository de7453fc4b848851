import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 不再受理告知书: after the re-review, same facts and reasons. */
export const noLongerAcceptNotice: LetterTemplate = {
  template: 'noLongerAcceptNotice',
  title: '信访事项不再受理告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '终',
  needsApproval: true,
  paragraphs: (matter) => [
    `您反映的“${gist(matter.petition)}”一事，已经办理、复查、复核终结。`,
    '您以同一事实和理由再次提出，依照《信访工作条例》不再受理。如有新的事实和理由，请另行提出。',
  ],
};
