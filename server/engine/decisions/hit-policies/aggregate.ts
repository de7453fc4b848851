import { doubleValue, longValue, type TypedValue, toPlain } from '../../expressions/typed-value.ts';
import type { Collected, HitPolicy, MatchedRule } from './hit-policy.ts';

export type NumberAggregator = 'SUM' | 'MIN' | 'MAX';

const TYPES = ['Integer', 'Long', 'Double'];
const CLASSES = '[class java.lang.Integer, class java.lang.Long, class java.lang.Double]';

/** The output values of all rules. @throws Error when a rule has several outputs, which cannot be put together */
export function collectedValues(matched: readonly MatchedRule[], aggregator: string): TypedValue[] {
  return matched.flatMap(({ outputs }) => {
    if (outputs.length > 1) {
      const names = outputs.map(({ variableName, value }) => `${variableName}=${String(value.value)}`).join(', ');
      throw new Error(
        `DMN-03003 Unable to execute aggregation '${aggregator}' on compound decision output '{${names}}'. Only one output entry allowed.`,
      );
    }
    return outputs.map((output) => output.value);
  });
}

/** The name of the first output that a rule gave. */
export function collectedName(matched: readonly MatchedRule[]): string | null {
  return matched.find((rule) => rule.outputs.length > 0)?.outputs[0]?.variableName ?? null;
}

/** A collect policy that makes one number of all. Without a value there is no result. */
export function numberPolicy(aggregator: NumberAggregator, reduce: (values: readonly Exact[]) => Exact): HitPolicy {
  return {
    name: `COLLECT ${aggregator}`,
    isList: false,
    select: (matched) => matched,
    collect(matched): Collected | undefined {
      const values = collectedValues(matched, aggregator);
      return values.length === 0 ? undefined : { name: collectedName(matched), value: combine(values, reduce) };
    },
  };
}

/** Whole numbers stay exact. */
export type Exact = bigint | number;

/** Integer of Integers, Long of whole numbers, else Double. @throws Error for anything that is no number */
function combine(values: readonly TypedValue[], reduce: (values: readonly Exact[]) => Exact): TypedValue {
  const widest = Math.max(...values.map((value) => (value.value === null ? Number.NaN : TYPES.indexOf(value.type))));
  const type = values.every(({ type: one }) => TYPES.includes(one)) ? TYPES[widest] : undefined;
  if (type === undefined) {
    const shown = values.map(({ value }) => String(value)).join(', ');
    throw new Error(`DMN-03004 Unable to convert value '[${shown}]' to a support aggregatable type '${CLASSES}'.`);
  }
  if (type === 'Double')
    return { type, value: doubleValue(Number(reduce(values.map((value) => Number(toPlain(value)))))) };
  const whole = reduce(values.map((value) => BigInt(String(value.value))));
  // As in Java, a sum that is too large wraps around.
  return { type, value: longValue(type === 'Integer' ? BigInt.asIntN(32, BigInt(whole)) : whole) };
}
