import type { TypedValue } from '../expressions/typed-value.ts';
import type { ClauseType } from './clause-type.ts';
import type { DecisionScope } from './decision-scope.ts';
import type { HitPolicy } from './hit-policies/hit-policy.ts';

/** A value in both its forms: as a variable, and as FEEL calculates with it. */
export interface Computed {
  typed: TypedValue;
  feel: unknown;
}

/** A compiled input expression, output cell or literal expression. @throws Error with the reference's reason */
export type ComputeValue = (scope: DecisionScope) => Computed;
/** A compiled input cell: whether it matches the input that `scope` holds. */
export type TestInput = (scope: DecisionScope) => boolean;

export interface CompiledInput {
  id: string;
  label: string | null;
  expression: string;
  expressionLanguage: string;
  type: ClauseType | undefined;
  /** The name its value has in the cells of its column, besides `?` and `cellInput`. */
  inputVariable: string | null;
  compute: ComputeValue;
}

export interface CompiledOutput {
  id: string;
  label: string | null;
  /** Key of the result; null when the only output has no name. */
  name: string | null;
  type: ClauseType | undefined;
  /** For PRIORITY and OUTPUT ORDER: the output values from the first to the last, as JSON text. */
  priorities: string[];
}

interface CompiledCell<T> {
  id: string | null;
  text: string;
  run: T;
}

export interface CompiledRule {
  id: string;
  annotation: string | null;
  /** One for each input; undefined where every value matches. */
  tests: (CompiledCell<TestInput> | undefined)[];
  /** One for each output; undefined where the cell is empty, which leaves the output out of the result. */
  values: (CompiledCell<ComputeValue> | undefined)[];
}

export interface DecisionTable {
  kind: 'table';
  id: string;
  hitPolicy: HitPolicy;
  inputs: CompiledInput[];
  outputs: CompiledOutput[];
  rules: CompiledRule[];
}

export interface LiteralDecision {
  kind: 'literal';
  /** Name of the result. */
  variableName: string;
  type: ClauseType | undefined;
  expression: CompiledCell<ComputeValue>;
}

export interface CompiledDecision {
  key: string;
  name: string;
  versionTag: string | null;
  historyTimeToLiveDays: number | null;
  /** Id and name of the file's definitions: the decision requirements definition. */
  requirementsKey: string;
  requirementsName: string;
  /** The namespace of the file's definitions: the category on the wire. */
  namespace: string | null;
  /** What must be evaluated first, in the order it is drawn. */
  required: CompiledDecision[];
  logic: DecisionTable | LiteralDecision;
}
