import type { ModdleElement } from 'bpmn-moddle';
import type { CompiledExpression } from '../expressions/compile-expression.ts';
import { compileScript, scriptLanguageOf } from '../scripts/compile-script.ts';
import { attribute, type ModelReader } from './model-reader.ts';

/** A script as a diagram names it, wherever it stands. */
export interface ScriptText {
  format: string | null;
  source: unknown;
  /** A file of the same deployment: `deployment://name.js`. */
  resource: string | null;
}

/** The parts of a `camunda:script`. */
export function scriptTextOf(script: ModdleElement): ScriptText {
  return {
    format: attribute(script, 'scriptFormat'),
    source: script['value'],
    resource: attribute(script, 'resource'),
  };
}

/** Compiles a script; what cannot be run is noted with the element and `property`, and gives null. */
export function readScript(
  reader: ModelReader,
  element: ModdleElement,
  property: string,
  { format, source, resource }: ScriptText,
): CompiledExpression | null {
  const refuse = (reason: string): null => {
    reader.refuse(element, property, reason);
    return null;
  };
  if (format === null) return refuse("Attribute 'scriptFormat' must be set and not empty");
  const language = scriptLanguageOf(format);
  if (language === undefined) {
    return refuse(
      `scripts in '${format}' are not supported; write it in JavaScript, or use an external task (camunda:type="external")`,
    );
  }
  const text = resource === null ? source : textOfFile(reader, resource);
  if (text instanceof Error) return refuse(text.message);
  if (typeof text !== 'string' || text.trim() === '') return refuse('the script is empty');
  if (language !== 'juel' && /^\s*[$#]\{.*\}\s*$/s.test(text)) {
    return refuse('a script whose text is itself an expression is not supported; write the script into the diagram');
  }
  const fault = language === 'javascript' ? reader.scriptFault(text) : null;
  if (fault !== null) return refuse(fault);
  try {
    return compileScript(text, language);
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function textOfFile(reader: ModelReader, resource: string): string | Error {
  const [, name] = /^deployment:\/\/(.+)$/.exec(resource) ?? [];
  if (name === undefined) {
    return new Error(`resource '${resource}' is not supported; deploy the file and name it deployment://…`);
  }
  return reader.files.get(name) ?? new Error(`resource '${resource}' is not a file of this deployment`);
}
