import { type Exact, numberPolicy } from './aggregate.ts';

function larger(a: Exact, b: Exact): Exact {
  if (b > a) return b;
  return a;
}

/** The largest value of all rules. */
export const collectMax = numberPolicy('MAX', (values) => values.reduce(larger));
