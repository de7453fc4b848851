import { type Row, text } from '../demo/server.ts';
import type { Matter } from './answers.ts';

/** Something a person does of their own accord. */
export interface Initiative {
  afterDays: number;
  /** Where it is said, with `/api`. */
  path: string;
  body: Row;
}

/** The first time such a task comes up, somebody may do something about it unasked. Shares as in the domain's test data. */
export function initiativesOf(task: string, count: number, row: Row, matter: Matter): Initiative[] {
  if (count > 1) return [];
  const { draws, businessKey } = matter;
  const say = (afterDays: number, message: string, body: Row): Initiative => ({
    afterDays,
    path: `/api/petitions/${businessKey}/messages/${message}`,
    body,
  });
  if (task === 'unitReceive' && draws.chance(0.08, 'objects')) {
    // Some say so after their five working days.
    const reason = '经核实，该事项涉及的职责不在我单位，依据三定方案应由其他部门主办，特此提出异议。';
    return [say(draws.between(0.2, 9, 'objects-after'), 'unit-objection', { reason })];
  }
  if (task === 'collectFacts') {
    // Who needs the time asks for it; some of those who do not ask too.
    const asks = draws.chance(matter.handlingDays > 50 ? 0.8 : 0.06, 'extends');
    const body = { days: draws.whole(10, 30, 'extension-days'), reason: '需要委托第三方检测并补充调查取证' };
    return asks ? [say(Math.min(matter.handlingDays * 0.3, 50), 'extension-request', body)] : [];
  }
  if (task === 'contactPetitioner' && draws.chance(0.03, 'withdraws')) {
    return [say(draws.between(0, 40, 'withdraws-after'), 'withdrawal', { reason: '事情已经解决' })];
  }
  if (task === 'confirmMandate' && text(row, 'assignee') !== '' && draws.chance(0.01, 'recuses')) {
    return [say(0, 'recusal', { agentId: text(row, 'assignee'), reason: '与信访人有亲属关系' })];
  }
  if (task === 'approveReview' && draws.chance(0.4, 'asks-again')) {
    // Some ask after their thirty days.
    const reason = '对复查意见不服，认为事实没有查清，请求复核。';
    return [
      {
        afterDays: draws.between(8, 45, 'asks-again-after'),
        path: `/api/petitions/${businessKey}/reviews`,
        body: { reason },
      },
    ];
  }
  return [];
}
