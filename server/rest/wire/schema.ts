import { type Static, type TSchema, Type } from 'typebox';

/**
 * Building blocks of the contract's schemas beyond TypeBox's own. A schema is the type, the validator
 * (`read-by-schema.ts`), the serializer and the OpenAPI description at once.
 */

/** A date of a request: `2026-11-24T08:00:00.000+0000` (or `Z`) on the wire, epoch milliseconds once read. */
export const DateIn = Type.Unsafe<number>({ type: 'string', format: 'date-time' });

/** A date of an answer, as text. */
export const DateOut = Type.String({ description: "yyyy-MM-dd'T'HH:mm:ss.SSSZ in UTC" });

/** Comma separated in a query string, an array in a body. */
export const TextList = Type.Array(Type.String());

/** A filter that only counts when it is true. */
export const Flag = Type.Boolean();

/** A filter of a query string that asks for something when it is false, too. */
export const WordFlag = Type.Unsafe<'true' | 'false'>({ type: 'string', enum: ['true', 'false'] });

/** What a filter says that needs nothing of the store; `list-filter.ts` knows the names. */
export interface Foregone {
  readonly finds: 'nothing' | 'everything';
}

/** A filter that nothing can meet: there are no cases here. Asking for it finds nothing. */
export const FindsNothing = Type.Unsafe<Foregone>({ description: 'Finds nothing' });

/** A filter that everything meets. */
export const FindsEverything = Type.Unsafe<Foregone>({
  type: 'boolean',
  description: 'No effect',
});

/** One condition on a variable, e.g. `amount_gteq_5` in a query string. */
export interface VariableCondition {
  name: string;
  operator: 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq' | 'like' | 'notLike';
  value: string | number | boolean | null;
}

/** Conditions on variables: `name_op_value,…` in a query string, `[{name, operator, value}]` in a body. */
export const VariableConditions = Type.Unsafe<VariableCondition[]>({
  type: 'array',
  format: 'variable-conditions',
  items: {
    type: 'object',
    required: ['name', 'operator', 'value'],
    properties: { name: { type: 'string' }, operator: { type: 'string' }, value: {} },
  },
});

/** One condition on a date. */
export interface DateCondition {
  operator: 'eq' | 'neq' | 'gt' | 'gteq' | 'lt' | 'lteq';
  /** Epoch milliseconds. */
  value: number;
}

/** Conditions on a date: `gt_2026-11-24T08:00:00.000+0000,…` in a query string, `[{operator, value}]` in a body. */
export const DateConditions = Type.Unsafe<DateCondition[]>({
  type: 'array',
  format: 'date-conditions',
  items: {
    type: 'object',
    properties: { operator: { type: 'string' }, value: { type: 'string', format: 'date-time' } },
  },
});

/** A value of an answer that may be null. */
export function Nullable<T extends TSchema & { type: string }>(schema: T) {
  return Type.Unsafe<Static<T> | null>({ ...schema, type: [schema.type, 'null'] });
}

export const NullableText = Nullable(Type.String());
export const NullableInteger = Nullable(Type.Integer());
export const NullableDate = Nullable(DateOut);

export const IdParams = Type.Object({ id: Type.String() });

/** A variable in a request; `type` may be left out. */
export const VariableIn = Type.Object({
  value: Type.Optional(Type.Unknown()),
  type: Type.Optional(Type.String()),
  valueInfo: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export const VariablesIn = Type.Record(Type.String(), VariableIn);

/** A variable in an answer. */
export const VariableOut = Type.Object({
  type: Type.String(),
  value: Type.Unknown(),
  valueInfo: Type.Record(Type.String(), Type.Unknown()),
});
export const VariablesOut = Type.Record(Type.String(), VariableOut);

export const LinkOut = Type.Object({ method: Type.String(), href: Type.String(), rel: Type.String() });

export const ErrorOut = Type.Object(
  { type: Type.String(), message: Type.String(), code: NullableInteger },
  { additionalProperties: true, description: 'Refused' },
);

export const CountOut = Type.Object({ count: Type.Integer() });

/** Nothing to say: 204 without a body. */
export const NoContent = Type.Unsafe<undefined>({ type: 'null', description: 'Done' });
