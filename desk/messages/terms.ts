import { finderOf, type Message } from '../shell/catalogue.ts';

// Words of the escalation table and of supervision, which carry codes instead of labels.
const catalogue: Record<string, Message> = {
  'trigger.safetyThreat': { zh: '有人身危险', en: 'threat to safety' },
  'trigger.localFailed': { zh: '就地解决未成', en: 'local attempt failed' },
  'trigger.needsPower': { zh: '本级无权解决', en: 'needs a higher power' },
  'trigger.unitSilent': { zh: '单位未回应', en: 'unit silent' },
  'trigger.unitLate': { zh: '单位超期', en: 'unit late' },
  'trigger.unitEvasive': { zh: '单位推诿', en: 'unit evasive' },
  'trigger.rejectedByPetitioner': { zh: '群众不认可结果', en: 'rejected by the petitioner' },
  'trigger.repeatPetition': { zh: '重复信访', en: 'repeat petition' },
  'trigger.crossDistrict': { zh: '跨区事项', en: 'across districts' },
  'trigger.initial': { zh: '首次评估', en: 'first look' },
  'trigger.unitStalled': { zh: '单位停滞', en: 'unit stalled' },
  'trigger.none': { zh: '无', en: 'none' },
  'action.callPolice': { zh: '人工报警并报告领导', en: 'call the police, tell the leader' },
  'action.adviseFirstAgent': { zh: '指导首办代理员', en: 'advise the first agent' },
  'action.coordinate': { zh: '协调', en: 'coordinate' },
  'action.supervise': { zh: '督办', en: 'supervise' },
  'action.explainOfferReview': { zh: '释理并告知复查', en: 'explain, offer a review' },
  'action.jointConsultation': { zh: '会诊', en: 'joint consultation' },
  'action.leadBySuperior': { zh: '上级包案', en: 'led by the superior' },
  'action.coordinateAndReport': { zh: '协调并报告', en: 'coordinate and report' },
  'action.leaderDecision': { zh: '领导决定', en: "leader's decision" },
  'action.none': { zh: '不提级', en: 'none' },
  'degree.call': { zh: '电话督办', en: 'call' },
  'degree.letter': { zh: '发函督办', en: 'letter' },
  'degree.onSite': { zh: '现场督办', en: 'on site' },
  'degree.interview': { zh: '约谈', en: 'interview' },
};

const find = finderOf(catalogue);

/** The words for a code of `list`; the code itself when it is not known here (an administrator may have added it). */
export function termText(list: 'trigger' | 'action' | 'degree', code: string | null): string {
  if (code === null || code === '') return '—';
  return find(`${list}.${code}`) ?? code;
}
