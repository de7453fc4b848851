import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import { Refusal, reasonOf } from '../../desk/shell/http.ts';
import type { Problem } from './problem.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

function isFinding(value: unknown): value is Finding {
  return isRecord(value) && typeof value['template'] === 'string' && isRecord(value['values']);
}

function findingProblem(finding: Finding, textOf: (finding: Finding) => string): Problem {
  const elementIds = finding.elementId ? [finding.elementId] : [];
  return { message: textOf(finding), elementIds, line: undefined, column: undefined };
}

/**
 * What was refused, place by place: by the rules, or by the engine in `details` of its ParseException, one list of errors a file
 * (`{message, elementIds, mainElementId, line, column}`). Where it names no element, the one at that line of `xml` is taken.
 * A refusal without details becomes one problem of the whole file.
 */
export function readRefusal(
  error: unknown,
  xml: string,
  textOf: (finding: Finding) => string = ({ message }) => message,
): Problem[] {
  const body = error instanceof Refusal && isRecord(error.body) ? error.body : {};
  const engine = isRecord(body['engine']) ? body['engine'] : body;
  const { details } = engine;
  const findings = Array.isArray(body['findings']) ? body['findings'].filter(isFinding) : [];
  if (findings.length > 0) return findings.map((each) => findingProblem(each, textOf));
  const problems = isRecord(details)
    ? Object.values(details).flatMap((file) => {
        const errors = isRecord(file) ? file['errors'] : undefined;
        return Array.isArray(errors) ? errors.filter(isRecord).map((each) => toProblem(each, xml)) : [];
      })
    : [];
  if (problems.length > 0) return problems;
  return [{ message: reasonOf(error), elementIds: [], line: undefined, column: undefined }];
}

function toProblem(error: Record<string, unknown>, xml: string): Problem {
  const line = numberOf(error['line']);
  const column = numberOf(error['column']);
  const named = Array.isArray(error['elementIds']) ? error['elementIds'].filter((id) => typeof id === 'string') : [];
  const main = typeof error['mainElementId'] === 'string' ? [error['mainElementId']] : [];
  const ids = [...new Set([...main, ...named])];
  const found = ids.length === 0 && line !== undefined ? idAt(xml, line, column) : undefined;
  return {
    message: typeof error['message'] === 'string' ? error['message'] : '',
    elementIds: found === undefined ? ids : [found],
    line,
    column,
  };
}

/** The id of the element written at `line` and `column` (both from 1) of `xml`, else of the nearest one before it. */
export function idAt(xml: string, line: number, column = 1): string | undefined {
  const lines = xml.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  const end = xml.indexOf('>', before + column - 1);
  const upTo = xml.slice(0, end < 0 ? xml.length : end);
  return [...upTo.matchAll(/\sid="([^"]+)"/g)].at(-1)?.[1];
}
