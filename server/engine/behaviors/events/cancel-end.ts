import { collectCompensations, compensate } from '../../compensation.ts';
import type { Run } from '../../run.ts';
import type { Step } from '../../steps.ts';
import type { Token } from '../../token.ts';
import type { Behavior } from '../behavior.ts';

/** Cancel end event: undoes what the transaction has completed, then leaves it by its cancel boundary event. */
export const cancelEnd: Behavior = {
  enter(run, token) {
    const compensations = collectCompensations(run, token, null);
    if (compensations.length === 0) return leaveTransaction(run, token);
    return compensate(run, token, compensations);
  },
  compensated: (run, token) => leaveTransaction(run, token),
};

function leaveTransaction(run: Run, token: Token): readonly Step[] {
  let transaction = run.parentOf(token);
  while (
    transaction &&
    (transaction.element.type !== 'transaction' || (transaction.element.loop && !transaction.node.body))
  ) {
    transaction = run.parentOf(transaction);
  }
  const boundary = transaction?.element.boundaryEvents.find((event) => event.event?.kind === 'cancel');
  const scope = transaction && run.parentOf(transaction);
  if (!transaction || !boundary || !scope) return [{ do: 'leave', token }];
  return [
    { do: 'cancel', token: transaction },
    { do: 'enter', scope, element: boundary, flow: null, triggered: true },
  ];
}
