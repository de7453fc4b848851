import { diff } from 'bpmn-js-differ';
import type { ModdleElement } from 'bpmn-moddle';

/** What became of an element between two versions of a diagram. */
export interface ElementChange {
  elementId: string;
  /** Empty where it has none. */
  name: string;
  /** `SequenceFlow` */
  type: string;
  what: 'added' | 'removed' | 'changed' | 'moved';
  /** The properties that differ, each with both values as text. */
  properties: { name: string; before: string; after: string }[];
}

/** What tells nothing that is not told elsewhere: flows are compared themselves, places by the drawing. */
const NOT_TOLD = /^(\$|(id|di|incoming|outgoing|flowElements|artifacts|laneSets)$)/;

/** References lead to other elements, which are compared themselves; of them the id alone counts. */
const isReference = (name: string): boolean => name === 'default' || name.endsWith('Ref');

/** A value of a moddle element as a reader understands it. */
function textOf(value: unknown, name = ''): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value))
    return value
      .map((each) => textOf(each, name))
      .filter(Boolean)
      .join('；');
  if (isReference(name)) return 'id' in value ? String(value.id) : '';
  const own = Object.entries(value).filter(([key, each]) => !NOT_TOLD.test(key) && each !== undefined);
  return own.map(([key, each]) => (own.length === 1 ? textOf(each, key) : `${key}=${textOf(each, key)}`)).join(' ');
}

/** Everything of an element that is compared: attributes, and what is nested in it but is no element of its own. */
function propertiesOf(element: ModdleElement): Map<string, string> {
  const found = new Map<string, string>();
  const take = (value: object) => {
    for (const [name, each] of Object.entries(value)) {
      if (NOT_TOLD.test(name) || each === undefined) continue;
      if (name === 'extensionElements') takeExtensions(each);
      else found.set(name, textOf(each, name));
    }
  };
  const takeExtensions = (extensions: { values?: ModdleElement[] }) => {
    for (const value of extensions.values ?? []) {
      const kind = value.$type.replace('camunda:', '');
      for (const [name, each] of Object.entries(value).filter(([key]) => !key.startsWith('$'))) {
        if (!Array.isArray(each)) found.set(`${kind}.${value['target'] ?? value['name'] ?? ''}.${name}`, textOf(each));
        else
          for (const part of each)
            found.set(`${kind}.${part.name ?? name}`, textOf(part.value ?? part.definition ?? part));
      }
    }
  };
  take(element);
  return found;
}

/** What differs between two versions of a diagram: property by property, elements in the order of the newer one. */
export function bpmnChanges(before: ModdleElement, after: ModdleElement): ElementChange[] {
  const found = diff(before, after);
  const told = (element: ModdleElement) => ({
    elementId: element.id ?? '',
    name: String(element['name'] ?? ''),
    type: element.$type.replace('bpmn:', ''),
  });
  const plain = (what: ElementChange['what']) => (element: ModdleElement) => ({
    ...told(element),
    what,
    properties: [],
  });
  const old = elementsById(before);
  const changed = [...elementsById(after).values()].flatMap((element): ElementChange[] => {
    const earlier = old.get(element.id ?? '');
    if (!earlier) return [];
    const [was, is] = [propertiesOf(earlier), propertiesOf(element)];
    const properties = [...new Set([...was.keys(), ...is.keys()])]
      .map((key) => ({ name: key, before: was.get(key) ?? '', after: is.get(key) ?? '' }))
      .filter((each) => each.before !== each.after);
    return properties.length === 0 ? [] : [{ ...told(element), what: 'changed', properties }];
  });
  return [
    ...Object.values(found._added).map(plain('added')),
    ...Object.values(found._removed).map(plain('removed')),
    ...changed,
    ...Object.values(found._layoutChanged).map(plain('moved')),
  ];
}

/** The process and all flow elements of a file, by id. */
function elementsById(root: ModdleElement): Map<string, ModdleElement> {
  const all = new Map<string, ModdleElement>();
  const walk = (scope: ModdleElement) => {
    if (scope.id) all.set(scope.id, scope);
    for (const each of scope['flowElements'] ?? []) walk(each);
  };
  for (const each of root['rootElements'] ?? []) walk(each);
  return all;
}
