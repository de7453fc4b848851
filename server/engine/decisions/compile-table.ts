import type { ModdleElement } from 'bpmn-moddle';
import { clauseType, toClauseType } from './clause-type.ts';
import { compileTest, compileValue, type DecisionText } from './compile-value.ts';
import type { CompiledInput, CompiledOutput, CompiledRule, DecisionTable } from './compiled-decision.ts';
import { isElement, list, text, textOf } from './dmn-element.ts';
import type { FeelNames } from './feel/compile-feel.ts';
import { constantValue } from './feel/feel-library.ts';
import { fromFeel } from './feel/feel-value.ts';
import { HIT_POLICIES } from './hit-policies/hit-policies.ts';
import type { Problem, ProblemList } from './problem.ts';

/** What compiling a part of a file needs to know besides the part. */
export interface CompileContext {
  found: ProblemList;
  /** The language that the definitions name for all expressions without one of their own. */
  language: string | undefined;
  /** Names of variables known from the whole file. */
  known: readonly string[];
}

/** Compiles a decision table. Everything wrong is noted; undefined when no table can be made of it. */
export function compileTable(
  table: ModdleElement,
  decisionId: string,
  context: CompileContext,
): DecisionTable | undefined {
  const { found } = context;
  const before = errors(found);
  const id = text(table.id) ?? decisionId;
  const inputs = list(table['input']).map((input) => compileInput(input, id, context));
  const outputs = compileOutputs(list(table['output']), id, context);
  const rules = list(table['rule']).map((rule, index) => compileRule(rule, index + 1, inputs, outputs, id, context));
  const policyName = String(table['hitPolicy'] ?? 'UNIQUE');
  const aggregation = text(table['aggregation']);
  const hitPolicy = HIT_POLICIES.get(aggregation === undefined ? policyName : `${policyName} ${aggregation}`);
  if (hitPolicy === undefined) {
    const named = aggregation === undefined ? `'${policyName}'` : `'${policyName}' with aggregation '${aggregation}'`;
    found.add('error', id, 'hitPolicy', `DMN-02007 The hit policy ${named} is not supported.`);
  }
  if (hitPolicy === undefined || errors(found) > before) return undefined;
  return { kind: 'table', id, hitPolicy, inputs, outputs, rules };
}

function errors(found: ProblemList): number {
  return found.problems.filter(({ severity }) => severity === 'error').length;
}

function compileInput(input: ModdleElement, tableId: string, context: CompileContext): CompiledInput {
  const { found } = context;
  const id = requireId(input, tableId, 'DMN-02011 a decision table input', found);
  const expression: unknown = input['inputExpression'];
  if (!isElement(expression)) found.add('error', id, 'inputExpression', 'DMN-02004 The input has no input expression.');
  const source = isElement(expression) ? expression : undefined;
  const type = clauseType(text(source?.['typeRef']));
  const inputVariable = text(input['inputVariable']) ?? null;
  const written = textOf(source);
  return {
    id,
    label: text(input['label']) ?? null,
    expression: written,
    expressionLanguage: languageOf(source, context) ?? 'feel',
    type,
    inputVariable,
    compute: compileValue(decisionText(source, text(source?.id) ?? id, 'text', context, []), type),
  };
}

function compileOutputs(outputs: ModdleElement[], tableId: string, context: CompileContext): CompiledOutput[] {
  const { found } = context;
  if (outputs.length === 0) found.add('error', tableId, 'output', 'DMN-02003 The decision table has no output.');
  const names = new Set<string>();
  return outputs.map((output) => {
    const id = requireId(output, tableId, 'DMN-02012 a decision table output', found);
    const name = text(output['name']) ?? null;
    if (name === null && outputs.length > 1) {
      found.add('error', id, 'name', 'DMN-02008 The decision table has a compound output but this output has no name.');
    }
    if (name !== null && names.has(name)) {
      found.add('error', id, 'name', `DMN-02009 The decision table has more than one output with the name '${name}'.`);
    }
    if (name !== null) names.add(name);
    const type = clauseType(text(output['typeRef']));
    return { id, label: text(output['label']) ?? null, name, type, priorities: prioritiesOf(output, id, type, found) };
  });
}

/** The values of an output in their order, each as the JSON text of what a cell with that value gives. */
function prioritiesOf(output: ModdleElement, id: string, type: CompiledOutput['type'], found: ProblemList): string[] {
  const values: unknown = output['outputValues'];
  const written = isElement(values) ? textOf(values).trim() : '';
  if (written === '') return [];
  try {
    const read = constantValue(`[${written}]`);
    return (Array.isArray(read) ? read : []).map((value) => {
      return JSON.stringify((type === undefined ? fromFeel(value) : toClauseType(value, type, 'UTC')).value);
    });
  } catch {
    found.add('late', id, 'outputValues', `the output values '${written}' are not a list of FEEL values`);
    return [];
  }
}

function compileRule(
  rule: ModdleElement,
  order: number,
  inputs: CompiledInput[],
  outputs: CompiledOutput[],
  tableId: string,
  context: CompileContext,
): CompiledRule {
  const { found } = context;
  const id = requireId(rule, tableId, `DMN-02013 decision table rule ${order}`, found);
  const tests = list(rule['inputEntry']);
  const values = list(rule['outputEntry']);
  const differ = (what: string, entries: number, clauses: number): void => {
    const reason = `The number of ${what}s '${clauses}' and ${what} entries differ '${entries}' for rule '${id}'.`;
    found.add('error', id, `${what}Entry`, `DMN-0200${what === 'input' ? 5 : 6} ${reason}`);
  };
  if (tests.length !== inputs.length) differ('input', tests.length, inputs.length);
  if (values.length !== outputs.length) differ('output', values.length, outputs.length);
  return {
    id,
    annotation: annotationOf(rule),
    tests: inputs.map((input, index) => {
      const entry = tests[index];
      const variable = input.inputVariable;
      const names = variable === null ? ['cellInput'] : ['cellInput', variable];
      const run = compileTest(decisionText(entry, text(entry?.id) ?? id, 'inputEntry', context, names));
      return run === undefined ? undefined : { id: text(entry?.id) ?? null, text: textOf(entry), run };
    }),
    values: outputs.map((output, index) => {
      const entry = values[index];
      if (textOf(entry).trim() === '') return undefined;
      const run = compileValue(decisionText(entry, text(entry?.id) ?? id, 'outputEntry', context, []), output.type);
      return { id: text(entry?.id) ?? null, text: textOf(entry), run };
    }),
  };
}

/** Annotation columns of DMN 1.2 and later, else the rule's description, where older files keep it. */
function annotationOf(rule: ModdleElement): string | null {
  const entries = list(rule['annotationEntry']).map(textOf);
  const written = entries.filter((entry) => entry !== '').join('\n');
  return written === '' ? (text(rule['description']) ?? null) : written;
}

function requireId(element: ModdleElement, parentId: string, what: string, found: ProblemList): string {
  const id = text(element.id);
  if (id === undefined) found.add('error', parentId, 'id', `${what} has no id.`);
  return id ?? '';
}

/** An expression with its language, its names, and the place for its problems. */
export function decisionText(
  element: ModdleElement | undefined,
  elementId: string,
  property: string,
  context: CompileContext,
  input: readonly string[],
): DecisionText {
  const names: FeelNames = { input, known: context.known };
  return {
    text: textOf(element),
    language: languageOf(element, context),
    names,
    note: (severity: Problem['severity'], reason) => context.found.add(severity, elementId, property, reason),
  };
}

function languageOf(element: ModdleElement | undefined, context: CompileContext): string | undefined {
  return text(element?.['expressionLanguage']) ?? context.language;
}
