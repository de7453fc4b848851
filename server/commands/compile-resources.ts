import { compileDecisions } from '../engine/decisions/compile-decisions.ts';
import type { CompiledDecision } from '../engine/decisions/compiled-decision.ts';
import {
  compileProcesses,
  NotXmlError,
  type Problem,
  type ProcessGraph,
  type ScriptSandbox,
} from '../engine/engine.ts';
import { formKeyOf } from '../store/definition/form-definition.ts';
import { othersTurn } from './others-turn.ts';
import { DeploymentRefused } from './refusals.ts';

/** One file of a deployment. */
export interface Resource {
  name: string;
  bytes: Uint8Array;
}

export interface CompiledResources {
  processes: { resource: string; graph: ProcessGraph }[];
  decisions: { resource: string; decision: CompiledDecision }[];
  forms: { resource: string; key: string }[];
  /** What is doubtful in them, file by file; files without a doubt are left out. */
  warnings: { resource: string; warnings: Problem[] }[];
}

interface FileFindings {
  problems: Problem[];
  warnings: Problem[];
}

/**
 * Compiles every BPMN and DMN file of a deployment; files of other kinds are only kept.
 * @param scripts checks the scripts in them
 * @param now epoch milliseconds, with which the dates of timers are compared
 * @param refuseLate whether what could only fail when a decision is evaluated is a problem too
 * @throws DeploymentRefused listing the problems of all files at once
 */
export async function compileResources(
  resources: readonly Resource[],
  scripts: ScriptSandbox,
  now: number,
  refuseLate: boolean,
): Promise<CompiledResources> {
  const surroundings = {
    files: textFiles(resources),
    scriptFault: (source: string) => scripts.fault(source),
    now,
    pause: othersTurn,
  };
  const compiled: CompiledResources = { processes: [], decisions: [], forms: [], warnings: [] };
  const findings = new Map<string, FileFindings>();
  let heading = '';
  for (const { name, bytes } of resources) {
    if (/\.bpmn(20\.xml)?$/.test(name)) {
      const file = await readable(decode(bytes), (xml) => compileProcesses(xml, surroundings), {
        processes: [],
        problems: [],
        warnings: [],
      });
      for (const graph of file.processes) compiled.processes.push({ resource: name, graph });
      if (file.problems.length > 0) heading = 'ENGINE-09005 Could not parse BPMN process.';
      findings.set(name, file);
    } else if (/\.dmn(11\.xml)?$/.test(name)) {
      const { decisions, problems } = await readable(decode(bytes), compileDecisions, { decisions: [], problems: [] });
      for (const decision of decisions) compiled.decisions.push({ resource: name, decision });
      // What only fails when the decision is evaluated is deployed, as the reference does, and told as a warning.
      const isFatal = ({ severity }: (typeof problems)[number]) =>
        severity === 'error' || (refuseLate && severity === 'late');
      const fatal = problems.filter(isFatal);
      if (fatal.length > 0) heading ||= 'ENGINE-22004 Unable to transform DMN resource.';
      findings.set(name, { problems: fatal, warnings: problems.filter((problem) => !isFatal(problem)) });
    } else if (name.endsWith('.form')) {
      const key = formKeyOf(bytes);
      if (key !== null) compiled.forms.push({ resource: name, key });
    }
  }
  refuseSameKeys(compiled, findings);
  const wrong = [...findings].filter(([, { problems }]) => problems.length > 0);
  if (wrong.length > 0)
    throw new DeploymentRefused(heading || 'ENGINE-09005 Could not parse BPMN process.', new Map(wrong));
  for (const [resource, { warnings }] of findings)
    if (warnings.length > 0) compiled.warnings.push({ resource, warnings });
  return compiled;
}

/** What the compiler finds, or for a text that is no XML at all the one problem that says so. */
async function readable<T extends { problems: object[] }>(
  text: string,
  compile: (xml: string) => Promise<T>,
  nothing: T,
): Promise<T> {
  try {
    return await compile(text);
  } catch (error) {
    if (!(error instanceof NotXmlError)) throw error;
    return { ...nothing, problems: [{ reason: error.message, severity: 'error' }] };
  }
}

/** Two definitions of one key in one deployment could not be told apart. */
function refuseSameKeys({ processes, decisions }: CompiledResources, findings: Map<string, FileFindings>): void {
  const seen = new Map<string, string>();
  const check = (kind: string, key: string, resource: string) => {
    const other = seen.get(`${kind} ${key}`);
    seen.set(`${kind} ${key}`, resource);
    if (other === undefined) return;
    findings.get(resource)?.problems.push({
      elementId: key,
      reason: `The deployment contains definitions with the same key '${key}' (id attribute), this is not allowed: also in ${other}`,
    });
  };
  for (const { resource, graph } of processes) check('process', graph.key, resource);
  for (const { resource, decision } of decisions) check('decision', decision.key, resource);
}

/** The files that a script may be read from: every one that is not a diagram or a table itself. */
function textFiles(resources: readonly Resource[]): Map<string, string> {
  const others = resources.filter(({ name }) => !/\.(bpmn|bpmn20\.xml|dmn|dmn11\.xml)$/.test(name));
  return new Map(others.map(({ name, bytes }) => [name, decode(bytes)]));
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
