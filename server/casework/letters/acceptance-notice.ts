import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

/** 受理告知书: the petition is taken on, by whom and until when. */
export const acceptanceNotice: LetterTemplate = {
  template: 'acceptanceNotice',
  title: '信访事项受理告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '受',
  needsApproval: false,
  paragraphs: (matter) => [
    `您于${longDay(matter.petition.receivedAt)}反映的“${gist(matter.petition)}”一事，已于${longDay(matter.petition.acceptedAt)}受理。`,
    `本事项由${matter.leadUnitName || '责任单位'}负责办理，办理期限至${longDay(matter.petition.deadlineAt)}（《信访工作条例》第三十四条：自受理之日起六十日内办结）。`,
    '办理进展由首办代理员主动告知，您也可凭信访编号查询，不必再次来访。',
  ],
};
