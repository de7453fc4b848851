import { type Static, Type } from 'typebox';
import type { EngineContext } from '../../commands/engine-context.ts';
import { RequestError } from './request-error.ts';

/** What may stand in the URL of a definition, by spelling. */
export const DefinitionParams = Type.Object({
  id: Type.Optional(Type.String()),
  key: Type.Optional(Type.String()),
  tenantId: Type.Optional(Type.String()),
});
type Params = Static<typeof DefinitionParams>;

interface DefinitionKind<Row> {
  /** First segment of the URL. */
  path: string;
  /** As refusals call it: `process definition`. */
  called: string;
  /** All deployed definitions of the kind. */
  rows(engine: EngineContext): { get(id: string): Row | undefined; latest(key: string): Row | undefined };
  /** What is said of an unknown id. */
  unknownId(id: string): string;
}

/** One way to name a definition in a URL. `find` answers the definition. @throws RequestError 404 */
export interface Spelling<Row> {
  prefix: string;
  find(engine: EngineContext, params: Params): Row;
}

/**
 * The three spellings of a definition in a URL: its id; a key, which means the latest version without a tenant; a key and a
 * tenant. Nothing belongs to a tenant here, so the third finds nothing and says so.
 */
export function definitionSpellings<Row>({ path, called, rows, unknownId }: DefinitionKind<Row>): Spelling<Row>[] {
  const noMatch = (key: string, tenant: string) =>
    new RequestError(404, `No matching ${called} with key: ${key} and ${tenant}`, 'RestException');
  return [
    {
      prefix: `${path}/:id`,
      find(engine, { id = '' }) {
        const row = rows(engine).get(id);
        if (!row) throw new RequestError(404, unknownId(id));
        return row;
      },
    },
    {
      prefix: `${path}/key/:key`,
      find(engine, { key = '' }) {
        const row = rows(engine).latest(key);
        if (!row) throw noMatch(key, 'no tenant-id');
        return row;
      },
    },
    {
      prefix: `${path}/key/:key/tenant-id/:tenantId`,
      find(_engine, { key = '', tenantId = '' }) {
        throw noMatch(key, `tenant-id: ${tenantId}`);
      },
    },
  ];
}
