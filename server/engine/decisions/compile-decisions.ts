import type { ModdleElement } from 'bpmn-moddle';
import { clauseType } from './clause-type.ts';
import { type CompileContext, compileTable, decisionText } from './compile-table.ts';
import { compileValue } from './compile-value.ts';
import type { CompiledDecision, DecisionTable, LiteralDecision } from './compiled-decision.ts';
import { isElement, list, text, textOf } from './dmn-element.ts';
import { knownNames } from './known-names.ts';
import { type Problem, ProblemList } from './problem.ts';
import { readDmn } from './read-dmn.ts';
import { connect } from './requirements.ts';

export type { CompiledDecision } from './compiled-decision.ts';
export type { Problem } from './problem.ts';

/**
 * Compiles a DMN 1.1 to 1.3 file: every decision with a table or a literal expression, with what it requires.
 * All problems are named at once. A file with a problem that is no warning should be refused; decisions are there
 * all the same as far as they could be made, and fail where the reference fails (`Problem.severity`).
 */
export async function compileDecisions(xml: string): Promise<{ decisions: CompiledDecision[]; problems: Problem[] }> {
  const found = new ProblemList(xml);
  const definitions = await readDmn(xml, found);
  if (definitions === undefined) return { decisions: [], problems: found.problems };
  for (const property of ['id', 'name']) {
    if (text(definitions[property]) === undefined)
      found.add('error', text(definitions.id), property, `the definitions have no ${property}`);
  }
  const elements = list(definitions['drgElement']).filter((element) => element.$type === 'dmn:Decision');
  const context: CompileContext = {
    found,
    language: text(definitions['expressionLanguage']),
    known: knownNames(definitions),
  };
  const compiled = new Map<string, CompiledDecision>();
  for (const element of elements) {
    const decision = compileDecision(element, definitions, context);
    if (decision !== undefined) compiled.set(decision.key, decision);
  }
  connect(elements, compiled, found);
  return { decisions: [...compiled.values()], problems: found.problems };
}

function compileDecision(
  element: ModdleElement,
  definitions: ModdleElement,
  context: CompileContext,
): CompiledDecision | undefined {
  const { found } = context;
  const key = text(element.id);
  const name = text(element['name']);
  if (key === undefined) {
    found.add('error', text(definitions.id), 'id', `DMN-02010 The decision '${name ?? ''}' has no id.`);
    return undefined;
  }
  if (typeof element['name'] !== 'string') found.add('error', key, 'name', `the decision '${key}' has no name`);
  const historyTimeToLiveDays = timeToLive(text(element['historyTimeToLive']), key, found);
  const logic = compileLogic(element, key, context);
  if (logic === undefined) return undefined;
  return {
    key,
    name: name ?? key,
    versionTag: text(element['versionTag']) ?? null,
    historyTimeToLiveDays,
    requirementsKey: text(definitions.id) ?? '',
    requirementsName: text(definitions['name']) ?? '',
    namespace: text(definitions['namespace']) ?? null,
    required: [],
    logic,
  };
}

function compileLogic(
  element: ModdleElement,
  key: string,
  context: CompileContext,
): DecisionTable | LiteralDecision | undefined {
  const logic: unknown = element['decisionLogic'];
  if (!isElement(logic)) {
    context.found.add(
      'warning',
      key,
      'decisionLogic',
      `DMN-02014 The decision '${key}' has no expression and will be ignored.`,
    );
    return undefined;
  }
  if (logic.$type === 'dmn:DecisionTable') return compileTable(logic, key, context);
  if (logic.$type === 'dmn:LiteralExpression') return compileLiteral(element, logic, key, context);
  const kind = logic.$type.replace('dmn:', '');
  // As the reference does: only a decision that requires this one is refused.
  context.found.add(
    'warning',
    key,
    'decisionLogic',
    `DMN-02001 The expression type '${kind}' is not supported, and the decision '${key}' will be ignored; use a decision table or a literal expression.`,
  );
  return undefined;
}

function compileLiteral(
  element: ModdleElement,
  logic: ModdleElement,
  key: string,
  context: CompileContext,
): LiteralDecision | undefined {
  const variable: unknown = element['variable'];
  const variableName = isElement(variable) ? text(variable['name']) : undefined;
  if (!isElement(variable) || variableName === undefined) {
    const reason = `DMN-02018 The decision '${key}' must have an 'variable' element if it contains a literal expression.`;
    context.found.add('error', key, 'variable', isElement(variable) ? 'the variable has no name' : reason);
    return undefined;
  }
  const type = clauseType(text(variable['typeRef']));
  const id = text(logic.id) ?? null;
  const run = compileValue(decisionText(logic, id ?? key, 'text', context, []), type);
  return { kind: 'literal', variableName, type, expression: { id, text: textOf(logic), run } };
}

/** Days: a whole number, or `P5D`. */
function timeToLive(written: string | undefined, key: string, found: ProblemList): number | null {
  if (written === undefined) return null;
  const days = /^(?:P(\d+)D|(\d+))$/.exec(written);
  if (days !== null) return Number(days[1] ?? days[2]);
  found.add(
    'error',
    key,
    'historyTimeToLive',
    `Cannot parse historyTimeToLive: '${written}' is neither a number of days nor P…D`,
  );
  return null;
}
