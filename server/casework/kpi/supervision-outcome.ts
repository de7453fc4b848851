import type { Facts } from './facts.ts';
import { count, daysBetween, type Figure, groupBy, quantile } from './figure.ts';

/** 督办成效: orders by what they came to, median days until corrected, and units that needed more than one. */
export function supervisionOutcome({ orders }: Facts): {
  issued: Figure;
  corrected: Figure;
  unfounded: Figure;
  accountability: Figure;
  open: Figure;
  daysToCorrect: Figure;
  unitsWithRepeatedOrders: Figure;
} {
  const having = (verdict: string | null) => orders.filter((order) => order.verdict === verdict);
  const days = having('corrected').flatMap(({ issuedAt, closedAt }) =>
    closedAt === null ? [] : [daysBetween(issuedAt, closedAt)],
  );
  const byUnit = groupBy(orders, ({ unitId }) => unitId ?? '');
  return {
    issued: count(orders.length),
    corrected: count(having('corrected').length),
    unfounded: count(having('unfounded').length),
    accountability: count(having('accountability').length),
    open: count(having(null).length),
    daysToCorrect: quantile(days, 0.5),
    unitsWithRepeatedOrders: count([...byUnit.values()].filter((own) => own.length > 1).length),
  };
}
