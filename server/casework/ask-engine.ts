import { type EngineClient, engineReason } from './engine-client.ts';
import { Refusal } from './errors.ts';

/** How it is said that the engine does not answer, or refuses: with its reason. */
export type Unavailable = (reason: string) => Refusal;

/** @param words what the caller may count on, in front of the engine's own reason */
export const unavailable =
  (words: string): Unavailable =>
  (reason) =>
    new Refusal(503, 'engineUnavailable', [{ field: '', reason: `流程引擎暂不可用，${words}：${reason}` }]);

/** Asks an engine for something that must work. @param actor for whom; @throws Refusal 503 when it does not answer, or refuses */
export async function askEngine(
  engine: EngineClient,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body: unknown,
  refusal: Unavailable,
  actor?: string,
): Promise<unknown> {
  const answer = await engine.request(method, path, body, actor).catch((error: unknown) => {
    throw refusal(error instanceof Error ? error.message : String(error));
  });
  if (answer.status >= 300) throw refusal(engineReason(answer));
  return answer.body;
}
