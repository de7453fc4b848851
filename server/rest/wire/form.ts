import { Type } from 'typebox';
import { NullableText } from './schema.ts';

/** A deployed form by its key. */
export const FormRefOut = Type.Unsafe<{ key: string; binding: string; version: number | null } | null>({
  type: ['object', 'null'],
  properties: { key: { type: 'string' }, binding: { type: 'string' }, version: { type: ['integer', 'null'] } },
});

/** The form of a start event or task: a key, or a reference to a deployed form, spelled as either product spells it. */
export const FormOut = Type.Object({
  key: NullableText,
  camundaFormRef: FormRefOut,
  operatonFormRef: FormRefOut,
  contextPath: NullableText,
});
