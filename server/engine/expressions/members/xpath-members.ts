import { createRequire } from 'node:module';
import type { Attr, Element } from '@xmldom/xmldom';
import { type ElValue, type ElXPath, fromJson } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { XmlTree } from '../xml-tree.ts';
import { beanMembers, type MemberTable, method, textArgument } from './member-table.ts';

/** Its own types bring those of a browser along, for every file of the server. */
interface XPathLibrary {
  useNamespaces(namespaces: Readonly<Record<string, string>>): (path: string, node: Element) => Found;
}

const require = createRequire(import.meta.url);
const xpath = require('xpath') as XPathLibrary;

interface FoundNode {
  readonly nodeType: number;
}
type Found = string | number | boolean | readonly FoundNode[];

function select({ path, element, namespaces }: ElXPath, wrapper = '%'): Found {
  try {
    return xpath.useNamespaces(namespaces)(
      wrapper.replace('%', () => path),
      element,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EvaluationFailure('other', `Unable to evaluate XPath expression '${path}': ${reason}`);
  }
}

function nodes(query: ElXPath, kind: number, what: string): readonly FoundNode[] {
  const found = select(query);
  const matching = Array.isArray(found) ? found.filter((node: FoundNode) => node.nodeType === kind) : [];
  if (matching.length === 0)
    throw new EvaluationFailure('other', `Unable to find ${what} for XPath expression '${query.path}'`);
  return matching;
}

const ELEMENT = 1;
const ATTRIBUTE = 2;
const tree = (node: FoundNode): XmlTree => XmlTree.ofElement(node as Element);
const attribute = (node: FoundNode): ElValue => ({ type: 'XmlAttribute', attribute: node as Attr });

/** What Spin's XPath query offers. */
export const xpathMembers: MemberTable<ElXPath> = beanMembers<ElXPath>(
  {},
  {
    element: method(0, (query) => tree(nodes(query, ELEMENT, 'an element')[0]!)),
    elementList: method(0, (query) => ({ type: 'List', items: nodes(query, ELEMENT, 'elements').map(tree) })),
    attribute: method(0, (query) => attribute(nodes(query, ATTRIBUTE, 'an attribute')[0]!)),
    attributeList: method(0, (query) => ({
      type: 'List',
      items: nodes(query, ATTRIBUTE, 'attributes').map(attribute),
    })),
    string: method(0, (query) => String(select(query, 'string(%)'))),
    number: method(0, (query) => ({ type: 'Double', value: Number(select(query, 'number(%)')) })),
    boolean: method(0, (query) => fromJson(select(query, 'boolean(%)'))),
    ns: method(2, (query, args) => ({
      ...query,
      namespaces: { ...query.namespaces, [textArgument(args, 0)]: textArgument(args, 1) },
    })),
  },
);
