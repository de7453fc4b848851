import { table } from '../table.ts';

/** One version of a deployed form (a `.form` file). */
export interface FormDefinition {
  id: string;
  /** The `id` in the form's own text. */
  key: string;
  version: number;
  deploymentId: string;
  resource: string;
}

export const formDefinitionTable = table<FormDefinition>('definition_form', {
  id: 'text',
  key: 'text',
  version: 'integer',
  deploymentId: 'text',
  resource: 'text',
});

/** The key of a form file; null for a file that is no form. */
export function formKeyOf(bytes: Uint8Array): string | null {
  try {
    const form: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const key = typeof form === 'object' && form !== null && 'id' in form ? form.id : null;
    return typeof key === 'string' && key !== '' ? key : null;
  } catch {
    return null;
  }
}
