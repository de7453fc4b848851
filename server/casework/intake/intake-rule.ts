import type { CaseworkContext } from '../context.ts';
import { engineReason, member } from '../engine-client.ts';
import { Refusal } from '../errors.ts';

/**
 * Numbers of table `intake-rule` for a subject, as administrators have it now.
 * @throws Refusal 503 when the engine, which knows the table, does not answer
 */
export async function readIntakeRule<Name extends string>(
  { engine }: Pick<CaseworkContext, 'engine'>,
  subjectCode: string,
  names: readonly Name[],
): Promise<Record<Name, number>> {
  const variables = { subjectCode: { value: subjectCode, type: 'String' } };
  const path = '/decision-definition/key/intake-rule/evaluate';
  const refuse = (reason: string) =>
    new Refusal(503, 'engineUnavailable', [{ field: '', reason: `登记规则暂不可用：${reason}` }]);
  const answer = await engine.request('POST', path, { variables }).catch((error: unknown) => {
    throw refuse(String(error));
  });
  const row: unknown = Array.isArray(answer.body) ? answer.body[0] : undefined;
  const numbers = names.map((name) => {
    const value = member(member(row, name), 'value');
    if (answer.status !== 200 || typeof value !== 'number') throw refuse(engineReason(answer));
    return [name, value] as const;
  });
  return Object.fromEntries(numbers) as Record<Name, number>;
}
