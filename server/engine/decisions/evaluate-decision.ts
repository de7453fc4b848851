import type { TypedValue } from '../expressions/typed-value.ts';
import type { CompiledDecision, CompiledRule, Computed, DecisionTable } from './compiled-decision.ts';
import { DecisionError, type DecisionPlace } from './decision-error.ts';
import { type DecisionEnvironment, DecisionScope } from './decision-scope.ts';
import type { MatchedOutput, MatchedRule } from './hit-policies/hit-policy.ts';

/** What a decision was asked and what it answered: all that its history needs. */
export interface DecisionResult {
  decision: CompiledDecision;
  /** One for each rule that counts (one in all after an aggregation), by output name; '' for an output without one. */
  rows: Record<string, TypedValue>[];
  /** Outputs without a declared type: the reference answers their values with `"type": null`. */
  untyped: ReadonlySet<string>;
  /** The rules that count, in the order of the result. */
  matched: MatchedRule[];
  inputs: { clauseId: string | null; clauseName: string | null; value: TypedValue }[];
  /** What an aggregation made of them; absent without one, or without a value. */
  collectValue?: TypedValue;
  /** The decisions evaluated before it, first to last; they have none of their own. */
  required: DecisionResult[];
}

/**
 * Evaluates a decision after all that it requires, whose results it sees as variables.
 * @param variables a variable by name; undefined where there is none, which FEEL takes for null
 * @throws DecisionError naming decision, rule and cell
 */
export function evaluateDecision(
  decision: CompiledDecision,
  variables: (name: string) => TypedValue | undefined,
  environment: DecisionEnvironment,
): DecisionResult {
  const scope = new DecisionScope(variables, environment);
  const required: DecisionResult[] = [];
  for (const step of inOrder(decision)) {
    const result = evaluateOne(step, scope);
    required.push(result);
    share(result, scope);
  }
  return { ...evaluateOne(decision, scope), required };
}

/** What a decision requires, directly or not, each before what needs it. */
function inOrder(decision: CompiledDecision, seen = new Set<CompiledDecision>()): CompiledDecision[] {
  return decision.required.flatMap((required) => {
    if (seen.has(required)) return [];
    seen.add(required);
    return [...inOrder(required, seen), required];
  });
}

/** Makes a result visible under its output names: the values of one row, or of a list policy lists. */
function share(result: DecisionResult, scope: DecisionScope): void {
  const { logic } = result.decision;
  const isList = logic.kind === 'table' && logic.hitPolicy.isList;
  const [first] = result.rows;
  if (first === undefined) return;
  if (!isList && result.rows.length === 1) {
    for (const [name, value] of Object.entries(first)) scope.addResult(name, value);
    return;
  }
  for (const name of new Set(result.rows.flatMap((row) => Object.keys(row)))) {
    const values = result.rows.flatMap((row) => (Object.hasOwn(row, name) ? [jsonOf(row[name])] : []));
    scope.addResult(name, { type: 'Json', value: JSON.stringify(values) });
  }
}

/** A value inside a JSON list: trees stay trees. */
export function jsonOf(typed: TypedValue | undefined): unknown {
  if (typed === undefined) return null;
  return typed.type === 'Json' && typeof typed.value === 'string' ? JSON.parse(typed.value) : typed.value;
}

function evaluateOne(decision: CompiledDecision, scope: DecisionScope): DecisionResult {
  const { logic } = decision;
  if (logic.kind === 'table') return evaluateTable(decision, logic, scope);
  scope.input = undefined;
  const elementId = logic.expression.id;
  const place = { decisionKey: decision.key, ...(elementId === null ? {} : { elementId }) };
  const { typed } = located(place, () => logic.expression.run(scope));
  const output: MatchedOutput = { clauseId: null, clauseName: null, variableName: logic.variableName, value: typed };
  return {
    decision,
    rows: [Object.fromEntries([[logic.variableName, typed]])],
    untyped: new Set(logic.type === undefined ? [logic.variableName] : []),
    matched: [{ ruleId: null, ruleOrder: null, annotation: null, outputs: [output] }],
    inputs: [],
    required: [],
  };
}

function evaluateTable(decision: CompiledDecision, table: DecisionTable, scope: DecisionScope): DecisionResult {
  const decisionKey = decision.key;
  scope.input = undefined;
  const values = table.inputs.map((input) => located({ decisionKey, elementId: input.id }, () => input.compute(scope)));
  const matching = table.rules.filter((rule) => matches(rule, values, scope, decisionKey));
  scope.input = undefined;
  const all = matching.map((rule) => outputsOf(rule, table, scope, decisionKey));
  const { hitPolicy } = table;
  const place = { decisionKey, elementId: table.id };
  const chosen = located(place, () => hitPolicy.select(all, table.outputs));
  const matched = chosen.map((rule, index) => ({ ...rule, ruleOrder: index + 1 }));
  const collected = located(place, () => hitPolicy.collect?.(matched));
  const rows =
    collected === undefined
      ? matched.map(({ outputs }) =>
          Object.fromEntries(outputs.map((output) => [output.variableName ?? '', output.value])),
        )
      : [Object.fromEntries([[collected.name ?? '', collected.value]])];
  return {
    decision,
    rows,
    untyped: new Set(collected === undefined ? untypedNames(table) : []),
    matched,
    inputs: table.inputs.map(({ id, label }, index) => {
      return { clauseId: id, clauseName: label, value: values[index]?.typed ?? { type: 'Null', value: null } };
    }),
    ...(collected === undefined ? {} : { collectValue: collected.value }),
    required: [],
  };
}

function untypedNames({ outputs }: DecisionTable): string[] {
  return outputs.flatMap((output) => (output.type === undefined ? [output.name ?? ''] : []));
}

function matches(rule: CompiledRule, values: readonly Computed[], scope: DecisionScope, decisionKey: string): boolean {
  for (let index = 0; index < rule.tests.length; index++) {
    const test = rule.tests[index];
    if (test === undefined) continue;
    scope.input = values[index];
    try {
      if (!test.run(scope)) return false;
    } catch (error) {
      throw failed({ decisionKey, ruleId: rule.id, ...(test.id === null ? {} : { elementId: test.id }) }, error);
    }
  }
  return true;
}

function outputsOf(rule: CompiledRule, table: DecisionTable, scope: DecisionScope, decisionKey: string): MatchedRule {
  const outputs: MatchedOutput[] = [];
  for (const [index, output] of table.outputs.entries()) {
    const cell = rule.values[index];
    if (cell === undefined) continue;
    const place = { decisionKey, ruleId: rule.id, ...(cell.id === null ? {} : { elementId: cell.id }) };
    const { typed } = located(place, () => cell.run(scope));
    outputs.push({ clauseId: output.id, clauseName: output.label, variableName: output.name, value: typed });
  }
  return { ruleId: rule.id, ruleOrder: null, annotation: rule.annotation, outputs };
}

function located<T>(place: DecisionPlace, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    throw failed(place, error);
  }
}

function failed(place: DecisionPlace, error: unknown): DecisionError {
  return new DecisionError(place, error instanceof Error ? error.message : String(error), error);
}
