import { throughRegister } from './through-register.ts';

/** Draws the number of a supervision order and stores it. */
export const issueSupervisionOrder = throughRegister('issue-supervision-order', ['reason', 'targetUnitId', 'degree'], {
  orderNo: 'String',
  targetUnitId: 'String',
});
