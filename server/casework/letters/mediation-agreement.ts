import { gist, type LetterTemplate, longDay, PETITION_OFFICE } from './letter.ts';

/** 调解协议书: what the parties agreed on (PML 29). Parties are numbered. */
export const mediationAgreement: LetterTemplate = {
  template: 'mediationAgreement',
  title: '调解协议书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '调',
  needsApproval: false,
  paragraphs: (matter) => [
    `协议编号：${matter.agreement?.agreementNo ?? '（未定）'}；各方当事人在调解员主持下自愿达成协议${matter.agreement?.oral ? '（口头协议，本书为记录）' : ''}。`,
    `纠纷：${gist(matter.petition)}`,
    `协议自${longDay(matter.agreement?.effectiveAt ?? null)}起生效，约定履行日为${longDay(matter.agreement?.performAt ?? null)}。`,
    '双方可以自协议生效之日起三十日内共同向人民法院申请司法确认（《人民调解法》第三十三条）。',
  ],
};
