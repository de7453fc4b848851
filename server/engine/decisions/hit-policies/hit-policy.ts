import type { TypedValue } from '../../expressions/typed-value.ts';

/** One output of a rule that matched. */
export interface MatchedOutput {
  clauseId: string | null;
  /** The output's label. */
  clauseName: string | null;
  /** The key of the result; null when the output has no name. */
  variableName: string | null;
  value: TypedValue;
}

/** A rule that matched, with its outputs; a literal expression counts as one without an id. */
export interface MatchedRule {
  ruleId: string | null;
  /** Its place among the rules that count, from 1. */
  ruleOrder: number | null;
  annotation: string | null;
  outputs: MatchedOutput[];
}

/** The one value an aggregation makes of all rules. */
export interface Collected {
  name: string | null;
  value: TypedValue;
}

/** An output with the values it ranks by. */
export interface RankedOutput {
  id: string;
  priorities: readonly string[];
}

/** How the rules that matched become the result of a table (DMN 1.3, section 8.2.8). */
export interface HitPolicy {
  readonly name: string;
  /** Whether the result is a list even when one rule matched. */
  readonly isList: boolean;
  /**
   * The rules that count, in the order of the result.
   * @param outputs the table's outputs, each with its values from the first to the last as JSON text
   * @throws Error with the reference's wording when the policy is broken
   */
  select(matched: MatchedRule[], outputs: readonly RankedOutput[]): MatchedRule[];
  /** undefined: the rules are the result. */
  collect?(matched: readonly MatchedRule[]): Collected | undefined;
}

/** The rules as an error names them. */
export function ruleNames(matched: readonly MatchedRule[]): string {
  return `[${matched.map((rule) => rule.ruleId).join(', ')}]`;
}
