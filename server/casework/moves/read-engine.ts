import { type EngineAnswer, type EngineClient, engineReason, member, rowsOf } from '../engine-client.ts';
import { invalid, Refusal } from '../errors.ts';
import { type ReadModel, readModel } from '../models/read-model.ts';

/** A version of a process, as the engine tells it. */
export interface ProcessVersion {
  id: string;
  key: string;
  name: string | null;
  version: number;
}

/** An answer that must be 200. @throws Refusal 503 when it is not */
export function taken(answer: EngineAnswer): unknown {
  if (answer.status === 200) return answer.body;
  throw new Refusal(503, 'busy', [{ field: '', reason: engineReason(answer) }]);
}

/** The rows that a list of the engine's has. */
export async function rowsAt(engine: EngineClient, path: string, body?: object): Promise<Record<string, unknown>[]> {
  return rowsOf(taken(await engine.request(body ? 'POST' : 'GET', path, body)));
}

/** A version of a process. @throws Refusal 422 naming `field` when there is none with this id */
export async function readVersion(engine: EngineClient, field: string, id: string): Promise<ProcessVersion> {
  const answer = await engine.request('GET', `/process-definition/${encodeURIComponent(id)}`);
  if (answer.status === 404) throw invalid([{ field, reason: `没有编号为 ${id} 的流程版本` }]);
  const body = taken(answer);
  const name = member(body, 'name');
  return {
    id,
    key: String(member(body, 'key')),
    name: typeof name === 'string' ? name : null,
    version: Number(member(body, 'version')),
  };
}

/** The diagram of a version. */
export async function readDiagram(engine: EngineClient, id: string): Promise<ReadModel['root']> {
  const body = taken(await engine.request('GET', `/process-definition/${encodeURIComponent(id)}/xml`));
  return (await readModel('bpmn', String(member(body, 'bpmn20Xml')))).root;
}
