import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

/** 已受理告知: the same matter is being handled; the first deadline stands. */
export const alreadyInHandlingNotice: LetterTemplate = {
  template: 'alreadyInHandlingNotice',
  title: '信访事项已在办理告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '并',
  needsApproval: false,
  paragraphs: (matter) => [
    `您于${longDay(matter.petition.receivedAt)}再次反映的“${gist(matter.petition)}”一事，此前已经受理，正在办理。`,
    '本次来件已并入原事项一并处理，原办理期限不变，答复将送达给您。',
  ],
};
