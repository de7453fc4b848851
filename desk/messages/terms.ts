import { type Message, readerOf } from '../shell/catalogue.ts';

// Words of the escalation table, of supervision and of the register's log that carry codes instead of labels.
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
  'event.registered': { zh: '登记', en: 'registered' },
  'event.imported': { zh: '导入登记', en: 'imported' },
  'event.submissionCompleted': { zh: '补正登记', en: 'submission completed' },
  'event.residentVisited': { zh: '群众再次来访', en: 'the resident came again' },
  'event.MSG_PETITION_WITHDRAWN': { zh: '申请撤回', en: 'withdrawal' },
  'event.MSG_UNIT_OBJECTION': { zh: '单位提出异议', en: 'unit objects' },
  'event.MSG_EXTENSION_REQUESTED': { zh: '申请延期', en: 'extension requested' },
  'event.MSG_SUPERVISION_REPLY': { zh: '督办回复', en: 'reply to supervision' },
  'event.MSG_SATISFACTION_ANSWER': { zh: '满意度评价', en: 'satisfaction answer' },
  'event.MSG_RECUSAL_DECLARED': { zh: '申报回避', en: 'recusal declared' },
  'event.MSG_DELIVERY_CONFIRMED': { zh: '确认收到文书', en: 'delivery confirmed' },
};

const read = readerOf<string>(catalogue);

/** The words for a code of `list`; the code itself when it is not known here (an administrator may have added it). */
export function termText(list: 'trigger' | 'action' | 'degree' | 'event', code: string | null): string {
  if (code === null || code === '') return '—';
  const key = `${list}.${code}`;
  return key in catalogue ? read(key) : code;
}
