import { type Exact, numberPolicy } from './aggregate.ts';

function smaller(a: Exact, b: Exact): Exact {
  if (b < a) return b;
  return a;
}

/** The smallest value of all rules. */
export const collectMin = numberPolicy('MIN', (values) => values.reduce(smaller));
