import { compileDecisions } from '../../../server/engine/decisions/compile-decisions.ts';
import type { CompiledDecision } from '../../../server/engine/decisions/compiled-decision.ts';
import { type DecisionResult, evaluateDecision } from '../../../server/engine/decisions/evaluate-decision.ts';
import { fromPlain, type TypedValue } from '../../../server/engine/expressions/typed-value.ts';

/** 24 November 2026, 08:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 8);
const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
function attributes(values: Record<string, string | null | undefined>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(value ?? '')}"`)
    .join('');
}

interface Clause {
  text?: string;
  name?: string | null;
  type?: string;
  language?: string;
  variable?: string;
  values?: string;
}
export interface TableDrawing {
  id?: string;
  hit?: string;
  aggregation?: string;
  inputs: (string | Clause)[];
  outputs?: (string | Clause)[];
  /** One text for each input, then one for each output; a further one is the annotation. */
  rules: string[][];
  entryLanguage?: string;
  outputLanguage?: string;
  requires?: string[];
}

/** A decision table in XML. */
export function table(drawing: TableDrawing): string {
  const { inputs, outputs = ['r'], id = 'k' } = drawing;
  const ins = inputs.map((input) => (typeof input === 'string' ? { text: input } : input));
  const outs = outputs.map((output) => (typeof output === 'string' ? { name: output } : output));
  const xmlInputs = ins.map((input, at) => {
    const expression = attributes({ id: `${id}-ie${at}`, typeRef: input.type, expressionLanguage: input.language });
    return `<input${attributes({ id: `${id}-i${at}`, label: `In ${at}`, 'camunda:inputVariable': input.variable })}><inputExpression${expression}><text>${escaped(input.text ?? '')}</text></inputExpression></input>`;
  });
  const xmlOutputs = outs.map((output, at) => {
    const values =
      output.values === undefined
        ? ''
        : `<outputValues id="${id}-ov${at}"><text>${escaped(output.values)}</text></outputValues>`;
    return `<output${attributes({ id: `${id}-o${at}`, label: `Out ${at}`, name: output.name, typeRef: output.type })}>${values}</output>`;
  });
  const xmlRules = drawing.rules.map((cells, row) => {
    const xml = cells.map((cell, at) => {
      const body = `<text>${escaped(cell)}</text>`;
      if (at >= ins.length + outs.length) return `<annotationEntry>${body}</annotationEntry>`;
      const isInput = at < ins.length;
      const names = {
        id: `${id}-r${row}c${at}`,
        expressionLanguage: isInput ? drawing.entryLanguage : drawing.outputLanguage,
      };
      const tag = isInput ? 'inputEntry' : 'outputEntry';
      return `<${tag}${attributes(names)}>${body}</${tag}>`;
    });
    return `<rule id="${id}-r${row}">${xml.join('')}</rule>`;
  });
  const head = attributes({ id: `${id}-t`, hitPolicy: drawing.hit, aggregation: drawing.aggregation });
  return decision(
    id,
    `<decisionTable${head}>${[...xmlInputs, ...xmlOutputs, ...xmlRules].join('')}</decisionTable>`,
    drawing.requires,
  );
}

/** A decision that is one expression. */
export function literal(
  text: string,
  more: { id?: string; name?: string; type?: string; language?: string; requires?: string[] } = {},
): string {
  const { id = 'k', name = 'r' } = more;
  const variable = `<variable${attributes({ id: `${id}-v`, name, typeRef: more.type })}/>`;
  const expression = `<literalExpression${attributes({ id: `${id}-l`, expressionLanguage: more.language })}><text>${escaped(text)}</text></literalExpression>`;
  return decision(id, expression, more.requires, variable);
}

export function decision(id: string, logic: string, requires: string[] = [], variable = ''): string {
  const requirements = requires.map(
    (key, at) =>
      `<informationRequirement id="${id}-q${at}"><requiredDecision href="#${key}"/></informationRequirement>`,
  );
  return `<decision id="${id}" name="Decision ${id}">${variable}${requirements.join('')}${logic}</decision>`;
}

export function file(body: string, namespace = DMN_13): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="defs" name="Defs" namespace="n">
${body}
</definitions>`;
}

/** The decision `key` of a file without problems. */
export async function compiled(body: string, key = 'k'): Promise<CompiledDecision> {
  const { decisions, problems } = await compileDecisions(file(body));
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const found = decisions.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no decision ${key}`);
  return found;
}

export function evaluate(
  one: CompiledDecision,
  variables: Record<string, unknown> = {},
  zone?: string,
): DecisionResult {
  const typed = new Map(
    Object.entries(variables).map(([name, value]) => [name, isTyped(value) ? value : fromPlain(value)]),
  );
  return evaluateDecision(one, (name) => typed.get(name), { now: NOW, zone });
}

function isTyped(value: unknown): value is TypedValue {
  return typeof value === 'object' && value !== null && 'type' in value && 'value' in value;
}

/** The rows as plain values. */
export async function rows(body: string, variables: Record<string, unknown> = {}): Promise<Record<string, unknown>[]> {
  return evaluate(await compiled(body), variables).rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value.value])),
  );
}
