import { EngineError, type EngineErrorType } from '../engine/engine-error.ts';
import type { Problem } from '../engine/model/graph.ts';

/** What a command was asked to work on does not exist. */
export class NotFound extends EngineError {
  constructor(message: string, type: EngineErrorType = 'InvalidRequestException', code: number | null = null) {
    super(type, message, { code });
    this.name = 'NotFound';
  }
}

/** What is wrong in one deployed file, as the contract words it. */
export interface FileProblems {
  errors: ProblemOut[];
  warnings: ProblemOut[];
}

export interface ProblemOut {
  message: string;
  line: number;
  column: number;
  mainElementId: string | null;
  elementIds: string[];
}

/** A deployment refused for what its files hold; nothing of it was kept. `details` has one entry per file. */
export class DeploymentRefused extends EngineError {
  readonly details: Record<string, FileProblems>;
  constructor(heading: string, problems: ReadonlyMap<string, { problems: Problem[]; warnings: Problem[] }>) {
    const lines: string[] = [];
    const details: Record<string, FileProblems> = {};
    for (const [resource, file] of problems) {
      for (const problem of file.problems) lines.push(`* ${describe(problem)} | resource ${resource}${place(problem)}`);
      details[resource] = { errors: file.problems.map(problemOut), warnings: file.warnings.map(problemOut) };
    }
    super('ParseException', `${heading} Errors: \n${lines.join('\n')}`);
    this.name = 'DeploymentRefused';
    this.details = details;
  }
}

/** The reason with the element and property it is about, unless the reason names them itself. */
function describe({ elementId, property, reason }: Problem): string {
  const place = [elementId && `element '${elementId}'`, property && `property '${property}'`]
    .filter(Boolean)
    .join(', ');
  return place === '' || (elementId && reason.includes(elementId)) ? reason : `${place}: ${reason}`;
}

function place({ line, column }: Problem): string {
  return line === undefined ? '' : ` | line ${line} | column ${column ?? 0}`;
}

/** A problem as the contract words it. */
export function problemOut(problem: Problem): ProblemOut {
  return {
    message: describe(problem),
    line: problem.line ?? 0,
    column: problem.column ?? 0,
    mainElementId: problem.elementId ?? null,
    elementIds: problem.elementId ? [problem.elementId] : [],
  };
}
