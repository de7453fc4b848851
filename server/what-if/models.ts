import type { CompiledDecision } from '../engine/decisions/compile-decisions.ts';
import { compileDecisions } from '../engine/decisions/compile-decisions.ts';
import { compileProcesses, type ProcessGraph } from '../engine/engine.ts';
import type { Changed } from '../replay/known-definitions.ts';

/** A changed model as somebody sent it. */
export interface Model {
  kind: 'bpmn' | 'dmn';
  content: string;
}

/** A model that cannot run: which one (from 0), and why. */
export class ModelRefused extends Error {
  readonly index: number;

  constructor(index: number, reason: string) {
    super(reason);
    this.name = 'ModelRefused';
    this.index = index;
  }
}

/** Compiles changed models. @throws ModelRefused */
export async function compileModels(models: readonly Model[]): Promise<Changed> {
  const processes = new Map<string, ProcessGraph>();
  const decisions = new Map<string, CompiledDecision>();
  for (const [index, { kind, content }] of models.entries()) {
    try {
      // Entities are never needed here, and a few lines of them can grow to gigabytes.
      if (/<!DOCTYPE|<!ENTITY/i.test(content)) throw new ModelRefused(index, 'DOCTYPE, ENTITY');
      const found = kind === 'bpmn' ? await addProcesses(content, processes) : await addDecisions(content, decisions);
      if (found !== null) throw new ModelRefused(index, found);
    } catch (error) {
      if (error instanceof ModelRefused || !(error instanceof Error)) throw error;
      throw new ModelRefused(index, error.message);
    }
  }
  return { processes, decisions };
}

interface Problem {
  elementId?: string | undefined;
  reason: string;
}

const told = (problems: readonly Problem[]): string | null =>
  problems.length === 0
    ? null
    : problems.map(({ elementId, reason }) => `${elementId ?? ''} ${reason}`.trim()).join('; ');

async function addProcesses(xml: string, to: Map<string, ProcessGraph>): Promise<string | null> {
  const { processes, problems } = await compileProcesses(xml, {});
  for (const graph of processes) to.set(graph.key, graph);
  return told(problems) ?? (processes.length === 0 ? 'no process' : null);
}

async function addDecisions(xml: string, to: Map<string, CompiledDecision>): Promise<string | null> {
  const { decisions, problems } = await compileDecisions(xml);
  for (const decision of decisions) to.set(decision.key, decision);
  const fatal = problems.filter(({ severity }) => severity !== 'warning');
  return told(fatal) ?? (decisions.length === 0 ? 'no decision' : null);
}
