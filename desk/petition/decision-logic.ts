/** A decision as its DMN file draws it, for reading only. */
export type DecisionLogic =
  | {
      kind: 'table';
      hitPolicy: string;
      inputs: { id: string; label: string }[];
      outputs: { id: string; label: string }[];
      rules: { id: string; inputs: string[]; outputs: string[]; annotation: string }[];
    }
  | { kind: 'expression'; text: string };

const children = (parent: Element, name: string): Element[] =>
  [...parent.children].filter((child) => child.localName === name);

const textOf = (parent: Element | undefined): string =>
  parent ? (children(parent, 'text')[0]?.textContent ?? '').trim() : '';

/**
 * Finds decision `key` in a DMN file. Undefined when the file has no such decision or its logic is of another kind.
 * Element names are compared without their namespace: DMN 1.1 to 1.5 differ only there.
 */
export function readDecisionLogic(dmnXml: string, key: string): DecisionLogic | undefined {
  const file = new DOMParser().parseFromString(dmnXml, 'application/xml');
  const decision = [...file.getElementsByTagNameNS('*', 'decision')].find((each) => each.getAttribute('id') === key);
  const table = decision && children(decision, 'decisionTable')[0];
  const literal = decision && children(decision, 'literalExpression')[0];
  if (literal) return { kind: 'expression', text: textOf(literal) };
  if (!table) return undefined;
  return {
    kind: 'table',
    hitPolicy: [table.getAttribute('hitPolicy') ?? 'UNIQUE', table.getAttribute('aggregation') ?? '']
      .filter(Boolean)
      .join(' '),
    inputs: children(table, 'input').map((input) => ({
      id: input.getAttribute('id') ?? '',
      label: input.getAttribute('label') ?? textOf(children(input, 'inputExpression')[0]),
    })),
    outputs: children(table, 'output').map((output) => ({
      id: output.getAttribute('id') ?? '',
      label: output.getAttribute('label') ?? output.getAttribute('name') ?? '',
    })),
    rules: children(table, 'rule').map((rule) => ({
      id: rule.getAttribute('id') ?? '',
      inputs: children(rule, 'inputEntry').map(textOf),
      outputs: children(rule, 'outputEntry').map(textOf),
      annotation: [
        children(rule, 'description')[0]?.textContent?.trim() ?? '',
        ...children(rule, 'annotationEntry').map(textOf),
      ]
        .filter(Boolean)
        .join('；'),
    })),
  };
}
