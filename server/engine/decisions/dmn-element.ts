import type { ModdleElement } from 'bpmn-moddle';

/** Reading what the XML reader made of a DMN file, where any part may be absent. */

/** A non-empty text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function isElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

export function list(value: unknown): ModdleElement[] {
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** The text child of an expression or a cell; '' when it has none. */
export function textOf(element: ModdleElement | undefined): string {
  return text(element?.['text']) ?? '';
}
