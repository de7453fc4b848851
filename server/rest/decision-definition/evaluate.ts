import { Type } from 'typebox';
import { evaluateDecision } from '../../commands/evaluate-decision.ts';
import { EngineError } from '../../engine/engine-error.ts';
import { toPlain } from '../../engine/expressions/typed-value.ts';
import type { Resource } from '../rest-app.ts';
import { DefinitionParams } from '../wire/definition-spellings.ts';
import { ErrorOut, NullableText, VariablesIn } from '../wire/schema.ts';
import { readVariables, writeVariable } from '../wire/variables.ts';
import { DECISION_SPELLINGS } from './decision-definition.ts';

/** One map per matched rule, by output name. An output without a declared type says so: `"type": null`, and no `valueInfo`. */
const RowOut = Type.Record(
  Type.String(),
  Type.Object({
    type: NullableText,
    value: Type.Unknown(),
    valueInfo: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()]),
  }),
);

/** `…/evaluate`: what a decision says for given variables. */
export const evaluate: Resource = (app) => {
  for (const { prefix, find } of DECISION_SPELLINGS) {
    app.post(
      `${prefix}/evaluate`,
      {
        config: { errorStatus: { RestException: 500 } },
        schema: {
          tags: ['Decision Definition'],
          params: DefinitionParams,
          body: Type.Object({ variables: Type.Optional(VariablesIn) }),
          response: { 200: Type.Array(RowOut), '4xx': ErrorOut, 500: ErrorOut },
        },
      },
      async ({ params, body, engine }) => {
        const { rows, untyped } = await evaluateDecision(
          engine,
          find(engine, params).id,
          readVariables(body.variables),
        );
        if (rows.some((row) => Object.hasOwn(row, ''))) {
          throw new EngineError(
            'InvalidRequestException',
            `the decision has an output without a name, so that its result cannot be written`,
          );
        }
        return rows.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => {
              const written = writeVariable(value);
              if (!untyped.has(name) || value.value === null) return [name, written];
              // Without a type a list is a list and a context an object.
              return [
                name,
                { type: null, value: value.type === 'Json' ? toPlain(value) : written.value, valueInfo: null },
              ];
            }),
          ),
        );
      },
    );
  }
};
