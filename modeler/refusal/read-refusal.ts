import { Refusal, reasonOf } from '../../desk/shell/http.ts';
import type { Problem } from './problem.ts';

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}

/**
 * What the engine refused, place by place: `details` of its ParseException, one list of errors a file
 * (`{message, elementIds, mainElementId, line, column}`). Where it names no element, the one at that line of `xml` is taken.
 * A refusal without details becomes one problem of the whole file.
 */
export function readRefusal(error: unknown, xml: string): Problem[] {
  const details = error instanceof Refusal && isRecord(error.body) ? error.body['details'] : undefined;
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
