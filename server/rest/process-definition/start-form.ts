import { Type } from 'typebox';
import { readStartForm } from '../../commands/read-start-form.ts';
import type { Resource } from '../rest-app.ts';
import { FormOut } from '../wire/form.ts';
import { RequestError } from '../wire/request-error.ts';
import { ErrorOut } from '../wire/schema.ts';
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
          response: { 200: Type.Record(Type.String(), Type.Unknown()), '4xx': ErrorOut },
        },
      },
      async ({ params }) => {
        find(engine, params);
        return {};
      },
    );

    for (const path of ['rendered-form', 'deployed-start-form']) {
      app.get(
        `${prefix}/${path}`,
        { schema: { tags, params: DefinitionParams, response: { '4xx': ErrorOut } } },
        ({ params }) => {
          const { id } = find(engine, params);
          throw new RequestError(400, `No form is deployed for the start of process definition ${id}`);
        },
      );
    }
  }
};
