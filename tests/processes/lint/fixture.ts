import { BpmnModdle } from 'bpmn-moddle';
import type { Deployed, Finding } from 'bpmnlint-plugin-petitions/lint.js';
import house from 'bpmnlint-plugin-petitions/lint.js';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { DmnModdle } from 'dmn-moddle';

/** Models that keep one rule and models that break it. Each text is what stands inside the process, the table or the form. */
export interface RuleFixtures {
  kind: 'bpmn' | 'dmn' | 'form';
  /** What the engine has beside the model. */
  deployed?: Deployed;
  /** By what is special about each. */
  valid: Readonly<Record<string, string>>;
  /** The same, and what the rule must say: `element: message`. */
  invalid: Readonly<Record<string, { model: string; found: readonly string[] }>>;
}

const BPMN = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const HEAD = `<definitions xmlns="${BPMN}" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="t">`;

/** A flow from `source` to `target`, with a condition when one is given. */
export function flow(source: string, target: string, condition?: string): string {
  const body = condition && `<conditionExpression xsi:type="tFormalExpression">${condition}</conditionExpression>`;
  return `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}">${body ?? ''}</sequenceFlow>`;
}

/** A file with one process `p`; texts before `<process` in `roots`. */
const bpmn = (inside: string): string => {
  const [roots, body] = inside.includes('§') ? inside.split('§') : ['', inside];
  return `${HEAD}${roots}<process id="p" isExecutable="true">${body}</process></definitions>`;
};

const DMN_HEAD =
  '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t"><decision id="statutory-deadline">';

/** A file with the table of legal limits that has these rows. */
const dmn = (rows: string): string =>
  `${DMN_HEAD}<decisionTable id="t" hitPolicy="UNIQUE"><input id="i"><inputExpression id="e"><text>step</text></inputExpression></input>` +
  `<output id="o1" name="amount" /><output id="o2" name="unit" /><output id="o3" name="extendDays" />${rows}</decisionTable></decision></definitions>`;

/** What one rule says of a model, as `element: message`. */
export async function findingsOf(rule: string, fixtures: RuleFixtures, model: string): Promise<string[]> {
  const findings = await lintText(fixtures, model);
  return findings.filter((each) => each.rule === rule).map((each) => `${each.elementId}: ${each.message}`);
}

async function lintText({ kind, deployed }: RuleFixtures, model: string): Promise<Finding[]> {
  if (kind === 'form') return house.lintForm(JSON.parse(`{"components":[${model}]}`));
  if (kind === 'dmn') return house.lint((await new DmnModdle().fromXML(dmn(model))).rootElement, deployed);
  const { rootElement, warnings } = await new BpmnModdle({ camunda }).fromXML(bpmn(model));
  if (warnings.length > 0) throw new Error(warnings.map((each) => each.message).join('; '));
  return house.lint(rootElement, deployed);
}
