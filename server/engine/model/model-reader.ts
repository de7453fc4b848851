import type { ModdleElement } from 'bpmn-moddle';
import { type CompiledExpression, compileExpression } from '../expressions/compile-expression.ts';
import type { Problem } from './graph.ts';

/** What a diagram may need beside its own text. */
export interface ModelSurroundings {
  /** Texts of files of the same deployment, by name. */
  readonly files?: ReadonlyMap<string, string>;
  /** Why a text is no JavaScript; null when it is. */
  readonly scriptFault?: (source: string) => string | null;
  /** Epoch milliseconds: dates of timers before it are doubtful. */
  readonly now?: number;
  /** Lets others have their turn between the pieces of a large file. */
  readonly pause?: () => Promise<void>;
}

/** Collects every problem of a file while its parts are read, and compiles the expressions in it. */
export class ModelReader {
  readonly problems: Problem[] = [];
  readonly warnings: Problem[] = [];
  readonly #dangling: ReadonlyMap<ModdleElement, Record<string, string>>;
  readonly files: ReadonlyMap<string, string>;
  readonly scriptFault: (source: string) => string | null;
  #unnamed = 0;

  constructor(
    dangling: ReadonlyMap<ModdleElement, Record<string, string>> = new Map(),
    { files = new Map(), scriptFault = () => null }: ModelSurroundings = {},
  ) {
    this.#dangling = dangling;
    this.files = files;
    this.scriptFault = scriptFault;
  }

  /** The name in a reference that leads nowhere; null when the reference is absent or leads somewhere. */
  danglingName(element: ModdleElement, property: string): string | null {
    return this.#dangling.get(element)?.[property] ?? null;
  }

  /** An id for an element that the diagram left without one. */
  newId(type: string): string {
    this.#unnamed += 1;
    return `${type}_${this.#unnamed}`;
  }

  /** Notes why the file cannot be deployed. */
  refuse(element: ModdleElement | undefined, property: string | null, reason: string): void {
    this.problems.push(problem(element, property, reason));
  }

  /** Notes what deploys but is doubtful. */
  warn(element: ModdleElement | undefined, property: string | null, reason: string): void {
    this.warnings.push(problem(element, property, reason));
  }

  /** Compiles `source`; an empty or absent text gives null, a wrong one a problem and null. */
  expression(element: ModdleElement, property: string, source: unknown): CompiledExpression | null {
    if (typeof source !== 'string' || source === '') return null;
    try {
      return compileExpression(source);
    } catch (error) {
      this.refuse(element, property, error instanceof Error ? error.message : String(error));
      return null;
    }
  }

  /** Like `expression`, with a literal for `fallback` when the text is absent or wrong. */
  expressionOr(element: ModdleElement, property: string, source: unknown, fallback: string): CompiledExpression {
    return this.expression(element, property, source) ?? compileExpression(fallback);
  }
}

function problem(element: ModdleElement | undefined, property: string | null, reason: string): Problem {
  const named = element && nearestId(element);
  return { ...(named ? { elementId: named } : {}), ...(property ? { property } : {}), reason };
}

function nearestId(element: ModdleElement): string | undefined {
  for (let at: ModdleElement | undefined = element; at; at = at.$parent) if (at.id) return at.id;
  return undefined;
}

/** The type of an element without its prefix and with a small first letter: `userTask`. */
export function typeOf(element: ModdleElement): string {
  const name = element.$type.replace(/^.*:/, '');
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The text inside an element such as `timeDuration` or `conditionExpression`. */
export function bodyOf(element: ModdleElement | undefined): string | undefined {
  const body = element?.['body'] as unknown;
  return typeof body === 'string' ? body.trim() : undefined;
}

/** All extension elements of one type, e.g. `camunda:In`. */
export function extensionsOf(element: ModdleElement, type: string): ModdleElement[] {
  const values = (element['extensionElements']?.values ?? []) as ModdleElement[];
  return values.filter((value) => value.$type === type);
}

/** An attribute as text, or null when it is absent or empty. */
export function attribute(element: ModdleElement, name: string): string | null {
  const value = element.get(name) as unknown;
  return typeof value === 'string' && value !== '' ? value : null;
}
