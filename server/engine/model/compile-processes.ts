import type { ModdleElement } from 'bpmn-moddle';
import { checkModel } from './check-model.ts';
import { ScopeCompiler } from './compile-scope.ts';
import { findDoubts } from './find-doubts.ts';
import type { Element, Flow, Problem, ProcessGraph } from './graph.ts';
import { attribute, ModelReader, type ModelSurroundings, typeOf } from './model-reader.ts';
import { readXml } from './read-xml.ts';
import { SourceText } from './source-text.ts';
import { startProblems } from './start-events.ts';

export interface CompiledFile {
  processes: ProcessGraph[];
  /** Why the file is refused; empty when it may be deployed. */
  problems: Problem[];
  warnings: Problem[];
}

/** Names of the deployed files that a diagram reads its scripts from. */
export function scriptFilesIn(xml: string): string[] {
  return [...xml.matchAll(/\bresource\s*=\s*["']deployment:\/\/([^"']+)["']/g)].map(([, name = '']) => name);
}

/**
 * Compiles every executable process of a BPMN 2.0 file (with the Camunda 7 extensions) into a graph.
 * All problems of the file are returned at once, each with element, property, reason and place.
 * @param surroundings files that scripts are read from (see `scriptFilesIn`), the check of scripts, and the time
 * @throws NotXmlError when the text is not well-formed XML or its root is not BPMN definitions
 */
export async function compileProcesses(xml: string, surroundings: ModelSurroundings = {}): Promise<CompiledFile> {
  const source = new SourceText(xml);
  const { definitions, problems, dangling } = await readXml(xml);
  if (xml.length > LARGE_XML) await surroundings.pause?.();
  const reader = new ModelReader(dangling, surroundings);
  reader.problems.push(...problems);
  const processes: ProcessGraph[] = [];
  checkSignals(reader, definitions);
  for (const rootElement of (definitions['rootElements'] ?? []) as ModdleElement[]) {
    if (typeOf(rootElement) !== 'process' || rootElement['isExecutable'] !== true) continue;
    const graph = await compileProcess(
      reader,
      rootElement,
      attribute(definitions, 'targetNamespace'),
      surroundings.pause,
    );
    processes.push(graph);
    if (reader.problems.length === 0 && surroundings.now !== undefined)
      reader.problems.push(...startProblems(graph, surroundings.now));
    if (reader.problems.length === 0) reader.warnings.push(...findDoubts(graph, surroundings.now));
  }
  return {
    processes,
    problems: reader.problems.map((problem) => source.locate(problem)),
    warnings: reader.warnings.map((problem) => source.locate(problem)),
  };
}

/** Reading a file of this many characters takes some 20 ms. */
const LARGE_XML = 100_000;

async function inPieces<Result>(pieces: Generator<void, Result>, pause: ModelSurroundings['pause']): Promise<Result> {
  for (;;) {
    const { done, value } = pieces.next();
    if (done) return value;
    await pause?.();
  }
}

/** Signals are told apart by name, over the whole file. */
function checkSignals(reader: ModelReader, definitions: ModdleElement): void {
  const names = new Set<string>();
  for (const signal of (definitions['rootElements'] ?? []) as ModdleElement[]) {
    if (typeOf(signal) !== 'signal') continue;
    if (!signal.id) reader.refuse(signal, 'id', 'signal must have an id');
    const name = attribute(signal, 'name');
    if (name !== null && names.has(name)) reader.refuse(signal, 'name', `duplicate signal name '${name}'.`);
    if (name !== null) names.add(name);
  }
}

/** Days after an instance's end until its history may be cleaned: a number, or a period such as `P30D`. */
function readTimeToLive(reader: ModelReader, process: ModdleElement): string | null {
  const text = attribute(process, 'camunda:historyTimeToLive');
  if (text !== null && !/^(\d+|P\d+D|\$\{.*\})$/.test(text)) {
    reader.refuse(
      process,
      'historyTimeToLive',
      `Cannot parse historyTimeToLive: '${text}' is neither a number of days nor a period such as P30D`,
    );
  }
  return text;
}

async function compileProcess(
  reader: ModelReader,
  process: ModdleElement,
  category: string | null,
  pause: ModelSurroundings['pause'],
): Promise<ProcessGraph> {
  if (!process.id) reader.refuse(process, 'id', 'a process needs an id');
  const compiler = new ScopeCompiler(reader);
  const root = await inPieces(compiler.compileProcess(process), pause);
  for (const element of compiler.elements.values()) {
    linkScope(element);
    if (element.type === 'intermediateThrowEvent' && element.event?.kind === 'link')
      connectLink(reader, element, element.event.name);
  }
  const graph: ProcessGraph = {
    key: root.id,
    name: root.name,
    category,
    description: ((process['documentation'] ?? []) as ModdleElement[])[0]?.['text'] ?? null,
    versionTag: attribute(process, 'camunda:versionTag'),
    historyTimeToLive: readTimeToLive(reader, process),
    startableInTasklist: process.get('camunda:isStartableInTasklist') !== false,
    initiator: initiatorOf(process),
    root,
    elements: compiler.elements,
    flows: compiler.flows,
    taskPriority: reader.expression(process, 'taskPriority', process.get('camunda:taskPriority')),
    jobPriority: reader.expression(process, 'jobPriority', process.get('camunda:jobPriority')),
    hasConditions: [...compiler.elements.values()].some((element) => element.event?.kind === 'conditional'),
    inclusiveJoins: new Set(inclusiveJoins(compiler.elements.values())),
  };
  // Rules across elements are only meaningful once the elements themselves could be read.
  if (reader.problems.length === 0) reader.problems.push(...checkModel(graph));
  return graph;
}

function initiatorOf(process: ModdleElement): string | null {
  const starts = ((process['flowElements'] ?? []) as ModdleElement[]).filter((one) => typeOf(one) === 'startEvent');
  return starts.map((start) => attribute(start, 'camunda:initiator')).find((name) => name !== null) ?? null;
}

function* inclusiveJoins(elements: Iterable<Element>): Generator<string> {
  for (const element of elements) {
    if (element.behavior === 'inclusive-gateway' && element.incoming.length > 1) yield element.id;
  }
}

/** A throwing link event is one flow to the catching link of the same name in its scope. */
function connectLink(reader: ModelReader, element: Element, name: string): void {
  const target = element.scope?.children.find(
    (child) => child.type === 'intermediateCatchEvent' && child.event?.kind === 'link' && child.event.name === name,
  );
  if (!target) {
    reader.problems.push({
      elementId: element.id,
      property: 'linkEventDefinition',
      reason: `no catching link event with name '${name}' in this scope`,
    });
    return;
  }
  const flow: Flow = {
    id: `${element.id}_${target.id}`,
    isNamed: true,
    source: element,
    target,
    condition: null,
    takeListeners: [],
  };
  element.outgoing.push(flow);
  target.incoming.push(flow);
}

/**
 * Sets what a scope knows of its children: its event sub-processes, and where it starts: at the none or timer start event,
 * else at its only start event, of whatever kind.
 */
function linkScope(scope: Element): void {
  for (const child of scope.children) {
    if (child.behavior === 'event-sub-process') scope.eventSubProcesses.push(child);
    if (child.type !== 'startEvent') continue;
    if (!child.event || child.event.kind === 'timer' || scope.behavior === 'event-sub-process') scope.start ??= child;
    if (child.event?.kind === 'compensation' && scope.scope) scope.scope.compensation ??= scope;
  }
  const starts = scope.children.filter((child) => child.type === 'startEvent');
  if (!scope.start && starts.length === 1) scope.start = starts[0]!;
}
