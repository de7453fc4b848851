import { gist, LEAD_UNIT, type LetterTemplate, longDay } from './letter.ts';

/** 收到转送事项告知: the unit tells the petitioner that it has the matter (R 23(3)). */
export const receptionNotice: LetterTemplate = {
  template: 'receptionNotice',
  title: '信访事项收件告知书',
  from: LEAD_UNIT,
  to: 'petitioner',
  series: '收',
  needsApproval: false,
  paragraphs: (matter) => [
    `您反映的“${gist(matter.petition)}”一事已转到我单位，我单位将依法调查核实并书面答复。`,
    `办理期限至${longDay(matter.petition.deadlineAt)}。`,
  ],
};
