import { handlingOpinion } from './handling-opinion.ts';
import { LEAD_UNIT, type LetterTemplate } from './letter.ts';

/** 集体访答复副本: each member gets the unit opinion. */
export const memberCopy: LetterTemplate = {
  template: 'memberCopy',
  title: '信访事项处理意见书（成员副本）',
  from: LEAD_UNIT,
  to: 'petitioner',
  series: '副',
  needsApproval: false,
  paragraphs: (matter) => [
    '您和其他信访人共同反映的事项已有处理意见，现将副本送达您本人：',
    ...handlingOpinion.paragraphs(matter),
  ],
};
