import { DOMParser, type Element, XMLSerializer } from '@xmldom/xmldom';
import { EvaluationFailure } from './expression-error.ts';
import type { TypedValue } from './typed-value.ts';

/** An XML element: of an `Xml` variable, which is parsed when something inside it is asked for, or one found in it. */
export class XmlTree {
  readonly type = 'Xml';
  readonly #source: TypedValue | null;
  #element: Element | null;
  #isChanged = false;

  private constructor(source: TypedValue | null, element: Element | null) {
    this.#source = source;
    this.#element = element;
  }

  static ofVariable(typed: TypedValue): XmlTree {
    return new XmlTree(typed, null);
  }

  static ofElement(element: Element): XmlTree {
    return new XmlTree(null, element);
  }

  /** @throws EvaluationFailure when the text is not well-formed XML, or brings a DOCTYPE */
  static ofText(text: string): XmlTree {
    return new XmlTree(null, parse(text));
  }

  get element(): Element {
    this.#element ??= parse(String(this.#source?.value));
    return this.#element;
  }

  /** The element was changed: its text is no longer the variable's. */
  changed(): this {
    this.#isChanged = true;
    return this;
  }

  toString(): string {
    if (this.#source && !this.#isChanged) return String(this.#source.value);
    return new XMLSerializer().serializeToString(this.element);
  }
}

function parse(text: string): Element {
  if (/<!DOCTYPE/i.test(text)) throw new EvaluationFailure('other', 'a DOCTYPE is not allowed in an XML variable');
  try {
    const { documentElement } = new DOMParser({ onError: stop }).parseFromString(text, 'text/xml');
    if (documentElement) return documentElement;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new EvaluationFailure('other', `Unable to parse input into DOM document: ${reason}`);
  }
  throw new EvaluationFailure('other', 'Unable to parse input into DOM document: there is no root element');
}

function stop(_level: string, message: string): never {
  throw new Error(message);
}
