import { type Exact, numberPolicy } from './aggregate.ts';

/** Both are of one kind: whole numbers stay bigint. */
function plus(a: Exact, b: Exact): Exact {
  return typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b);
}

/** The sum of all rules. */
export const collectSum = numberPolicy('SUM', (values) => values.reduce(plus));
