import { type Static, type TSchema, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import { readResourceText } from '../../commands/read-resource-text.ts';
import type { RestApp } from '../rest-app.ts';
import { DefinitionParams, type Spelling } from './definition-spellings.ts';
import { ErrorOut, NoContent } from './schema.ts';

interface DefinitionRoutes<Row, Item extends TSchema> {
  tag: string;
  spellings: readonly Spelling<Row>[];
  item: Item;
  write: (row: Row) => Static<Item>;
  /** The member of the answer that holds the file's text. */
  xmlMember: 'bpmn20Xml' | 'dmnXml';
  /** Sets for how many days the history of a definition is kept, null for ever; without it there is no such route. */
  setTimeToLive?: (engine: EngineContext, row: Row, days: number | null) => Promise<void>;
}

/** Registers what every kind of definition answers in each of its spellings: itself, its file, no picture, and how long its history is kept. */
export function definitionRoutes<
  Row extends { id: string; deploymentId: string; resource: string },
  Out extends TSchema,
>(
  app: RestApp,
  engine: EngineContext,
  { tag, spellings, item, write, xmlMember, setTimeToLive }: DefinitionRoutes<Row, Out>,
): void {
  const tags = [tag];
  // The caller's types hold `write` to it; the router's types cannot while it is not known which it is.
  const Item: TSchema = item;
  const params = DefinitionParams;
  const Xml = Type.Object({ id: Type.String(), [xmlMember]: Type.String() });
  const TimeToLive = Type.Object({ historyTimeToLive: Type.Optional(Type.Integer()) });

  for (const { prefix, find } of spellings) {
    app.get(prefix, { schema: { tags, params, response: { 200: Item, '4xx': ErrorOut } } }, async ({ params }) =>
      write(find(engine, params)),
    );

    app.get(
      `${prefix}/xml`,
      { schema: { tags, params, response: { 200: Xml, '4xx': ErrorOut } } },
      async ({ params }) => {
        const { id, deploymentId, resource } = find(engine, params);
        return { id, [xmlMember]: await readResourceText(engine.store.reader, deploymentId, resource) };
      },
    );

    // Diagrams are drawn from the XML; no picture is deployed with it.
    app.get(
      `${prefix}/diagram`,
      { schema: { tags, params, response: { 204: NoContent, '4xx': ErrorOut } } },
      async ({ params }, reply) => {
        find(engine, params);
        return reply.code(204).send();
      },
    );

    if (!setTimeToLive) continue;
    app.put(
      `${prefix}/history-time-to-live`,
      { schema: { tags, params, body: TimeToLive, response: { 204: NoContent, '4xx': ErrorOut } } },
      async ({ params, body, engine }, reply) => {
        await setTimeToLive(engine, find(engine, params), body.historyTimeToLive ?? null);
        return reply.code(204).send();
      },
    );
  }
}
