import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

/** 转送函 / 交办函: the matter for the unit that answers. */
export const transferLetter: LetterTemplate = {
  template: 'transferLetter',
  title: '信访事项转送交办函',
  from: PETITION_OFFICE,
  to: 'unit',
  series: '转',
  needsApproval: false,
  paragraphs: (matter) => [
    `现将“${gist(matter.petition)}”一事转你单位办理${matter.cooperatingUnitNames.length > 0 ? `，协办单位：${matter.cooperatingUnitNames.join('、')}` : ''}。`,
    `不属于你单位职权的，请自收到之日起五个工作日内提出异议（《信访工作条例》第二十三条）；办理期限至${longDay(matter.petition.deadlineAt)}。`,
  ],
};
