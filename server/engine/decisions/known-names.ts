import type { ModdleElement } from 'bpmn-moddle';
import { isElement, list, text, textOf } from './dmn-element.ts';

/** A text that is a name and nothing else: letters of any script, digits, and single spaces between its words. */
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*(?: [\p{L}\p{M}\p{Nd}_]+)*$/u;

/**
 * Names that the FEEL of a file may use as variables: of input data, of results, and input expressions that are nothing
 * but a name. FEEL takes names with spaces whole only when it knows them.
 */
export function knownNames(definitions: ModdleElement): string[] {
  const names = new Set<string>();
  const add = (name: string | undefined): void => {
    if (name !== undefined && PLAIN_NAME.test(name.trim())) names.add(name.trim());
  };
  for (const element of list(definitions['drgElement'])) {
    if (element.$type === 'dmn:InputData') add(text(element['name']));
    const variable: unknown = element['variable'];
    if (isElement(variable)) add(text(variable['name']));
    const logic: unknown = element['decisionLogic'];
    if (!isElement(logic)) continue;
    for (const output of list(logic['output'])) add(text(output['name']));
    for (const input of list(logic['input'])) {
      add(text(input['inputVariable']));
      const expression: unknown = input['inputExpression'];
      if (isElement(expression)) add(textOf(expression));
    }
  }
  for (const word of ['true', 'false', 'null']) names.delete(word);
  return [...names];
}
