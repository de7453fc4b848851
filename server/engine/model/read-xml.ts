import { createRequire } from 'node:module';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import type { Problem } from './graph.ts';

const camunda: Record<string, unknown> = createRequire(import.meta.url)('camunda-bpmn-moddle/resources/camunda.json');

/** Largest file accepted, in UTF-8 bytes. */
const MAX_XML_BYTES = 4 * 1024 * 1024;

/** The engine's namespace of long ago under the prefix of today's: the reference does not read it any more. */
const OLD_NAMESPACE = /xmlns:camunda\s*=\s*["']http:\/\/activiti\.org\/bpmn["']/;

/** The text is not XML at all: the contract answers this differently from a wrong model. */
export class NotXmlError extends Error {
  override name = 'NotXmlError';
}

export interface ParsedXml {
  definitions: ModdleElement;
  problems: Problem[];
  /** References that name nothing, by element and property: the reference engine takes an `errorRef` as the code itself. */
  dangling: Map<ModdleElement, Record<string, string>>;
}

/** Without what these name the diagram cannot be run; any other reference to nothing (of the drawing, say) is no harm. */
const NEEDED_REFERENCES = new Set([
  'sourceRef',
  'targetRef',
  'attachedToRef',
  'default',
  'messageRef',
  'signalRef',
  'escalationRef',
]);

/**
 * Parses BPMN XML. The parser reports damage (a duplicate id, an unknown element, a reference to nothing) as warnings
 * and drops what it does not understand, so every warning but a harmless one becomes a problem here.
 * @throws NotXmlError when the text is not well-formed XML or not BPMN
 */
export async function readXml(xml: string): Promise<ParsedXml> {
  if (Buffer.byteLength(xml) > MAX_XML_BYTES) {
    return refused(`the file is larger than ${MAX_XML_BYTES} bytes`);
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    return refused('a DOCTYPE declaration is not allowed');
  }
  let parsed: Awaited<ReturnType<BpmnModdle['fromXML']>>;
  try {
    parsed = await new BpmnModdle({ camunda }).fromXML(normalised(xml));
  } catch (error) {
    throw new NotXmlError(firstLine(error instanceof Error ? error.message : String(error)));
  }
  const problems: Problem[] = [];
  const dangling: ParsedXml['dangling'] = new Map();
  for (const warning of parsed.warnings) {
    if (isHarmless(warning)) continue;
    if (warning.message.startsWith('unresolved reference')) {
      const problem = settleReference(warning, parsed.elementsById, dangling);
      if (problem) problems.push(problem);
    } else problems.push(problemOf(warning));
  }
  return { definitions: parsed.rootElement, problems, dangling };
}

/** An attribute that is unknown does harm only where BPMN itself defines which there are, as its schema does. */
function isHarmless({ message, element }: { message: string; element?: unknown }): boolean {
  if (message.startsWith('unsupported document encoding')) return true;
  if (!message.startsWith('unknown attribute')) return false;
  const ofBpmn = (element as ModdleElement | undefined)?.$type.startsWith('bpmn:') === true;
  return !ofBpmn || /^unknown attribute <[^>]*:/.test(message);
}

/** A reference the parser could not follow: by its local name when it is a qualified one, else noted. */
function settleReference(
  warning: { message: string; element?: unknown; property?: string; value?: unknown },
  elementsById: Record<string, ModdleElement>,
  dangling: ParsedXml['dangling'],
): Problem | null {
  const element = warning.element as ModdleElement;
  const property = (warning.property ?? '').replace(/^.*:/, '');
  const name = /<(.*?)>/.exec(warning.message)?.[1] ?? '';
  const target = elementsById[name.replace(/^.*:/, '')];
  if (target) {
    element[property] = target;
    return null;
  }
  // A throwing message event passes on without its message; only who waits for one must know its name.
  const throwing = /Throw|End/.test(element.$parent?.$type ?? '');
  if (property === 'messageRef' && throwing) return null;
  dangling.set(element, { ...dangling.get(element), [property]: name });
  return NEEDED_REFERENCES.has(property) ? problemOf(warning) : null;
}

/** The engine's old namespace under a prefix of its own, blanks around ids (which XML Schema says to cut) and around `=` (which the parser does not know). */
function normalised(xml: string): string {
  const text = (
    OLD_NAMESPACE.test(xml) ? xml.replaceAll('camunda:', 'activiti:').replace('xmlns:camunda', 'xmlns:activiti') : xml
  ).replace(/\b(id|sourceRef|targetRef)="\s*([^"\s]+)\s*"/g, '$1="$2"');
  return /[\w]\s+=\s*["']/.test(text)
    ? text.replace(/<[^<>]*>/g, (tag) => tag.replace(/([\w:-])\s+=\s*(?=["'])/g, '$1='))
    : text;
}

function refused(reason: string): ParsedXml {
  return { definitions: emptyDefinitions(), problems: [{ reason }], dangling: new Map() };
}

function problemOf(warning: { message: string; element?: unknown; property?: string; value?: unknown }): Problem {
  const element = warning.element as ModdleElement | undefined;
  const problem: Problem = { reason: firstLine(warning.message) };
  if (element?.id) problem.elementId = element.id;
  if (warning.property) problem.property = warning.property.replace(/^bpmn:/, '');
  if (warning.message.startsWith('unresolved reference') && element?.$type === 'bpmn:SequenceFlow') {
    const end = problem.property === 'sourceRef' ? 'source' : 'destination';
    const target = /<(.*?)>/.exec(warning.message)?.[1] ?? '';
    problem.reason = `Invalid ${end} '${target}' of sequence flow '${element.id ?? ''}'`;
  }
  const place = /line: (\d+)\s+column: (\d+)/.exec(warning.message);
  if (place) {
    problem.line = Number(place[1]) + 1;
    problem.column = Number(place[2]) + 1;
    const nested = /nested error: (.*)/.exec(warning.message)?.[1];
    if (nested) problem.reason += `: ${nested}`;
  }
  return problem;
}

const firstLine = (text: string) => text.split('\n')[0]!.trim();

function emptyDefinitions(): ModdleElement {
  return new BpmnModdle({ camunda }).create('bpmn:Definitions', { rootElements: [] });
}
