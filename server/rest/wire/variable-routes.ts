import { Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import type { TypedValue } from '../../engine/expressions/typed-value.ts';
import type { RestApp } from '../rest-app.ts';
import { fileReply } from './file-reply.ts';
import { readForm, withForms } from './multipart-form.ts';
import { RequestError } from './request-error.ts';
import { ErrorOut, NoContent, TextList, VariableIn, VariableOut, VariablesIn, VariablesOut } from './schema.ts';
import { readVariable, readVariables, writeVariable, writeVariables } from './variables.ts';
import { worded } from './worded.ts';

/** What a thing with variables can do; the same routes hang below instances, executions and tasks. */
interface VariableHolder {
  /** URL with `:id` up to and without the variables' name, e.g. `/task/:id/localVariables`. */
  path: string;
  tag: string;
  /** As refusals call it: `process instance`, `task`, `execution`. */
  called: string;
  /** The variables that the path shows. @throws NotFound */
  read(id: string): Promise<Record<string, TypedValue>>;
  write(
    engine: EngineContext,
    id: string,
    modifications: Record<string, TypedValue>,
    deletions: string[],
  ): Promise<void>;
}

const Params = Type.Object({ id: Type.String(), name: Type.String() });

/** Registers the seven routes of a set of variables: all, some, one, and the bytes of one. */
export function variableRoutes(app: RestApp, { path, tag, called, read, write }: VariableHolder): void {
  const tags = [tag];
  const idParams = Type.Object({ id: Type.String() });
  const find = async (id: string, name: string) => {
    const variables = await read(id);
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (!variable) throw new RequestError(404, `${called} variable with name ${name} does not exist`);
    return variable;
  };

  app.get(
    path,
    {
      schema: {
        tags,
        params: idParams,
        querystring: Type.Object({
          deserializeValues: Type.Optional(Type.Boolean()),
          variableNames: Type.Optional(TextList),
        }),
        response: { 200: VariablesOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => writeVariables(await read(params.id), query.deserializeValues ?? true),
  );

  app.post(
    path,
    {
      schema: {
        tags,
        params: idParams,
        body: Type.Object({ modifications: Type.Optional(VariablesIn), deletions: Type.Optional(TextList) }),
        response: { 204: NoContent, '4xx': ErrorOut },
      },
    },
    async ({ params, body, engine }, reply) => {
      const modifications = worded(
        `Cannot modify variables for ${called === 'process instance' ? called : `${called} ${params.id}`}`,
        () => readVariables(body.modifications),
      );
      await write(engine, params.id, modifications, body.deletions ?? []);
      return reply.code(204).send();
    },
  );

  app.get(
    `${path}/:name`,
    {
      schema: {
        tags,
        params: Params,
        querystring: Type.Object({ deserializeValue: Type.Optional(Type.Boolean()) }),
        response: { 200: VariableOut, '4xx': ErrorOut },
      },
    },
    async ({ params, query }) => writeVariable(await find(params.id, params.name), query.deserializeValue ?? true),
  );

  app.put(
    `${path}/:name`,
    { schema: { tags, params: Params, body: VariableIn, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, body, engine }, reply) => {
      const value = worded(`Cannot put ${called} variable ${params.name}`, () => readVariable(body));
      await write(engine, params.id, { [params.name]: value }, []);
      return reply.code(204).send();
    },
  );

  app.delete(
    `${path}/:name`,
    { schema: { tags, params: Params, response: { 204: NoContent, '4xx': ErrorOut } } },
    async ({ params, engine }, reply) => {
      await write(engine, params.id, {}, [params.name]);
      return reply.code(204).send();
    },
  );

  app.get(`${path}/:name/data`, { schema: { tags, params: Params } }, async ({ params }, reply) =>
    fileReply(reply, params.name, await find(params.id, params.name)),
  );

  withForms(app, (forms) => {
    forms.post(
      `${path}/:name/data`,
      {
        schema: {
          tags,
          params: Params,
          consumes: ['multipart/form-data'],
          response: { 204: NoContent, '4xx': ErrorOut },
        },
      },
      async (request, reply) => {
        const { id, name } = request.params;
        const form = await readForm(request);
        const data = form.files.find((file) => file.field === 'data');
        if (!data) throw new RequestError(400, `Cannot put ${called} variable ${name}: the form has no part 'data'`);
        const type = form.fields['valueType'] ?? 'Bytes';
        const info = { filename: data.filename, mimeType: data.mimeType };
        const value = worded(`Cannot put ${called} variable ${name}`, () =>
          readVariable({
            type,
            value: Buffer.from(data.bytes).toString('base64'),
            ...(type === 'File' ? { valueInfo: info } : {}),
          }),
        );
        await write(request.engine, id, { [name]: value }, []);
        return reply.code(204).send();
      },
    );
  });
}
