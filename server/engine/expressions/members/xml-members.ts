import type { Element } from '@xmldom/xmldom';
import type { ElValue, ElXmlAttribute } from '../el-value.ts';
import { EvaluationFailure } from '../expression-error.ts';
import { XmlTree } from '../xml-tree.ts';
import { beanMembers, type MemberTable, type Method, method, textArgument } from './member-table.ts';

const tree = (element: Element): XmlTree => XmlTree.ofElement(element);
const list = (elements: readonly Element[]): ElValue => ({ type: 'List', items: elements.map(tree) });

/** Child elements: all, those of a local name, or those of a namespace and a local name. */
function children({ element }: XmlTree, args: readonly ElValue[]): Element[] {
  const [namespace, name] =
    args.length === 2 ? [textArgument(args, 0), textArgument(args, 1)] : [null, textArgument(args, 0)];
  return [...element.childNodes].filter((node): node is Element => {
    if (node.nodeType !== node.ELEMENT_NODE) return false;
    const child = node as Element;
    return args.length === 0 || (child.localName === name && (namespace === null || child.namespaceURI === namespace));
  });
}

/** The elements that a call is given: one, several or a list of them. */
function given(args: readonly ElValue[], call: string): XmlTree[] {
  return args.flatMap((arg) => {
    if (arg instanceof XmlTree) return [arg];
    if (typeof arg === 'object' && arg?.type === 'List') return given(arg.items, call);
    throw new EvaluationFailure('other', `${call} takes XML elements`);
  });
}

const spin: Record<string, Method<XmlTree>> = {
  name: method(0, ({ element }) => element.localName),
  namespace: method(0, ({ element }) => element.namespaceURI),
  prefix: method(0, ({ element }) => element.prefix),
  attr: {
    min: 1,
    max: 2,
    call: (base, args) => {
      const name = textArgument(args, 0);
      if (args.length === 2) {
        base.element.setAttribute(name, textArgument(args, 1));
        return base.changed();
      }
      const attribute = base.element.getAttributeNode(name);
      if (!attribute)
        throw new EvaluationFailure(
          'other',
          `attr('${name}'): Unable to find attribute '${name}' of <${base.element.tagName}>`,
        );
      return { type: 'XmlAttribute', attribute };
    },
  },
  hasAttr: method(1, ({ element }, args) => element.hasAttribute(textArgument(args, 0))),
  removeAttr: method(1, (base, args) => {
    base.element.removeAttribute(textArgument(args, 0));
    return base.changed();
  }),
  attrs: method(0, ({ element }) => ({
    type: 'List',
    items: [...element.attributes].map((attribute) => ({ type: 'XmlAttribute', attribute })),
  })),
  attrNames: method(0, ({ element }) => ({ type: 'List', items: [...element.attributes].map(({ name }) => name) })),
  textContent: {
    min: 0,
    max: 1,
    call: (base, args) => {
      if (args.length === 0) return base.element.textContent;
      base.element.textContent = textArgument(args, 0);
      return base.changed();
    },
  },
  childElement: {
    min: 1,
    max: 2,
    call: (base, args) => {
      const found = children(base, args);
      const name = textArgument(args, args.length - 1);
      if (found.length === 1) return tree(found[0]!);
      const reason = found.length === 0 ? 'Unable to find child element' : 'More than one child element was found';
      throw new EvaluationFailure('other', `childElement('${name}'): ${reason} of <${base.element.tagName}>`);
    },
  },
  childElements: { min: 0, max: 2, call: (base, args) => list(children(base, args)) },
  append: {
    min: 1,
    max: Number.POSITIVE_INFINITY,
    call: (base, args) => {
      for (const { element } of given(args, 'append')) {
        base.element.appendChild(base.element.ownerDocument!.importNode(element, true));
      }
      return base.changed();
    },
  },
  remove: {
    min: 1,
    max: Number.POSITIVE_INFINITY,
    call: (base, args) => {
      for (const { element } of given(args, 'remove')) {
        if (element.parentNode !== base.element) {
          throw new EvaluationFailure('other', `remove: <${element.tagName}> is no child of <${base.element.tagName}>`);
        }
        base.element.removeChild(element);
      }
      return base.changed();
    },
  },
  xPath: method(1, ({ element }, args) => ({ type: 'XPath', path: textArgument(args, 0), element, namespaces: {} })),
  toString: method<XmlTree>(0, (base) => base.toString()),
};

/** What Spin's XML element offers. What is changed stays in this value: set the variable to it to keep it. */
export const xmlMembers: MemberTable<XmlTree> = beanMembers<XmlTree>({}, spin);

/** What Spin's XML attribute offers. */
export const xmlAttributeMembers: MemberTable<ElXmlAttribute> = beanMembers<ElXmlAttribute>(
  {},
  {
    name: method(0, ({ attribute }) => attribute.localName),
    namespace: method(0, ({ attribute }) => attribute.namespaceURI),
    value: method(0, ({ attribute }) => attribute.value),
  },
);
