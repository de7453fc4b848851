import { Type } from 'typebox';
import {
  readDeployedStartForm,
  readStartForm,
  readStartFormVariables,
  renderStartForm,
} from '../../commands/read-start-form.ts';
import type { Resource } from '../rest-app.ts';
import { FormOut, sendDeployedForm, sendRenderedForm } from '../wire/form.ts';
import { ErrorOut, TextList, VariablesOut } from '../wire/schema.ts';
import { writeVariables } from '../wire/variables.ts';
import { DefinitionParams, SPELLINGS } from './find-definition.ts';

/** `…/startForm`, `…/form-variables`, `…/deployed-start-form`: what a start page needs. */
export const startForm: Resource = (app, engine) => {
  const tags = ['Process Definition'];
  for (const { prefix, find } of SPELLINGS) {
    app.get(
      `${prefix}/startForm`,
      { schema: { tags, params: DefinitionParams, response: { 200: FormOut, '4xx': ErrorOut } } },
      async ({ params }) => {
        const { key, ref } = await readStartForm(engine, find(engine, params).id);
        return { key, camundaFormRef: ref, operatonFormRef: ref, contextPath: null };
      },
    );

    app.get(
      `${prefix}/form-variables`,
      {
        schema: {
          tags,
          params: DefinitionParams,
          querystring: Type.Object({
            variableNames: Type.Optional(TextList),
            deserializeValues: Type.Optional(Type.Boolean()),
          }),
          response: { 200: VariablesOut, '4xx': ErrorOut },
        },
      },
      async ({ params, query: { variableNames } }) => {
        const all = await readStartFormVariables(engine, find(engine, params).id);
        return writeVariables(
          variableNames
            ? Object.fromEntries(Object.entries(all).filter(([name]) => variableNames.includes(name)))
            : all,
        );
      },
    );

    app.get(
      `${prefix}/rendered-form`,
      { schema: { tags, params: DefinitionParams, response: { '4xx': ErrorOut } } },
      async ({ params }, reply) => {
        const { id } = find(engine, params);
        return sendRenderedForm(reply, await renderStartForm(engine, id), `process definition with the id ${id}`);
      },
    );

    app.get(
      `${prefix}/deployed-start-form`,
      { schema: { tags, params: DefinitionParams, response: { '4xx': ErrorOut } } },
      async ({ params }, reply) => {
        return sendDeployedForm(reply, await readDeployedStartForm(engine, find(engine, params).id));
      },
    );
  }
};
