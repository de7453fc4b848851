import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

const DEGREE: Readonly<Record<string, string>> = {
  call: '电话督办',
  letter: '发函督办',
  onSite: '实地督办',
  interview: '约谈督办',
};

/** 督办单: what a unit is pressed to do. It names no petitioner. */
export const supervisionOrder: LetterTemplate = {
  template: 'supervisionOrder',
  title: '信访事项督办单',
  from: PETITION_OFFICE,
  to: 'unit',
  series: '督',
  needsApproval: false,
  paragraphs: (matter) => [
    `督办单号：${matter.order?.orderNo ?? ''}（${DEGREE[matter.order?.degree ?? ''] ?? '督办'}）。`,
    `事项“${gist(matter.petition)}”的办理存在需要督促的情形（${matter.order?.reason ?? ''}），现予督办（《信访工作条例》第四十条）。`,
    `请立即纠正并书面回复办理情况；法定办理期限至${longDay(matter.petition.deadlineAt)}。`,
  ],
};
