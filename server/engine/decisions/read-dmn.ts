import type { ModdleElement } from 'bpmn-moddle';
import { DmnModdle } from 'dmn-moddle';
import { CAMUNDA_DMN } from './camunda-dmn.ts';
import type { ProblemList } from './problem.ts';

const MAX_BYTES = 2 * 1024 * 1024;
const DMN_13 = 'https://www.omg.org/spec/DMN/20191111/MODEL/';

/** Names of DMN 1.1 to 1.5 and of the Camunda extensions, all read as one: what is used of them did not change. */
const SAME_NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['http://www.omg.org/spec/DMN/20151101/dmn.xsd', DMN_13],
  ['http://www.omg.org/spec/DMN/20151101/dmn11.xsd', DMN_13],
  ['http://www.omg.org/spec/DMN/20180521/MODEL/', DMN_13],
  ['http://www.omg.org/spec/DMN/20191111/MODEL/', DMN_13],
  ['https://www.omg.org/spec/DMN/20211108/MODEL/', DMN_13],
  ['https://www.omg.org/spec/DMN/20230324/MODEL/', DMN_13],
  ['http://operaton.org/schema/1.0/dmn', CAMUNDA_DMN.uri],
]);

/** The definitions of a DMN file; undefined, with the problem noted, when it cannot be read. */
export async function readDmn(xml: string, found: ProblemList): Promise<ModdleElement | undefined> {
  if (xml.length > MAX_BYTES || new TextEncoder().encode(xml).byteLength > MAX_BYTES) {
    found.add('error', undefined, undefined, 'larger than 2 MiB');
    return undefined;
  }
  if (/<!DOCTYPE|<!ENTITY/i.test(xml)) {
    found.add('error', undefined, undefined, 'DOCTYPE and ENTITY are not allowed');
    return undefined;
  }
  const unified = xml.replace(/(\sxmlns(?::[\w.-]+)?\s*=\s*)(["'])([^"']*)\2/g, (whole, start, quote, uri) => {
    const same = SAME_NAMESPACES.get(String(uri));
    return same === undefined ? whole : `${start}${quote}${same}${quote}`;
  });
  try {
    const { rootElement, warnings } = await new DmnModdle({ camunda: CAMUNDA_DMN }).fromXML(unified, 'dmn:Definitions');
    for (const { message } of warnings) noteWarning(message, found);
    return rootElement;
  } catch (error) {
    found.add('error', undefined, undefined, `not a DMN file: ${firstLine(error)}`);
    return undefined;
  }
}

/** The reader drops what it does not understand and only warns; nothing of a decision may be dropped silently. */
function noteWarning(message: string, found: ProblemList): void {
  const attribute = /^unknown attribute <([^>]*)>/.exec(message)?.[1];
  if (attribute !== undefined) {
    if (!attribute.includes(':')) found.add('warning', undefined, attribute, `the attribute '${attribute}' is unknown`);
    return;
  }
  const duplicate = /duplicate ID <([^>]*)>/i.exec(message);
  if (duplicate !== null) found.add('error', duplicate[1], 'id', `the id '${duplicate[1]}' is used more than once`);
  else found.add('error', undefined, undefined, message.split('\n')[0] ?? message);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
