import { gist, type LetterTemplate, PETITION_OFFICE } from './letter.ts';

/** 诉访分离告知: the matter belongs to another procedure. */
export const diversionNotice: LetterTemplate = {
  template: 'diversionNotice',
  title: '诉访分离告知书',
  from: PETITION_OFFICE,
  to: 'petitioner',
  series: '导',
  needsApproval: false,
  paragraphs: (matter) => [
    `您反映的“${gist(matter.petition)}”一事，应当通过诉讼、仲裁、行政复议等法定途径解决（《信访工作条例》第二十八条、第三十一条）。`,
    '有关材料已为您整理，请在法定期限内向有权机关提出；需要帮助的，首办代理员可以陪同办理。',
  ],
};
