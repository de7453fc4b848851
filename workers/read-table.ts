import { type Job, member } from './job.ts';

/** What a table said, by its inputs, as long as the version that said it is the newest. */
interface Said {
  definitionId: string;
  answers: Map<string, Promise<unknown>>;
}

/** What tables said, by their keys: whoever answers for one engine keeps one. */
export type KnownTables = Map<string, Said>;

/**
 * What the newest version of a decision table says of one input; kept, as a version says the same of the same, so that the engine
 * evaluates, writes and commits it once and not for each instance that asks. A version that is deployed counts from that moment on.
 * @throws Error unless the engine answers
 */
export async function readTable(
  { askEngine, knownTables }: Pick<Job, 'askEngine' | 'knownTables'>,
  key: string,
  [name, value]: readonly [name: string, value: string | number | boolean | null],
): Promise<unknown> {
  const definitionId = String(member(await askEngine('GET', `/decision-definition/key/${key}`), 'id'));
  let said = knownTables.get(key);
  if (said?.definitionId !== definitionId) {
    said = { definitionId, answers: new Map() };
    knownTables.set(key, said);
  }
  const { answers } = said;
  const input = `${name}=${value}`;
  const known = answers.get(input);
  if (known) return known;
  const type = typeof value === 'number' ? 'Integer' : 'String';
  const answer = askEngine('POST', `/decision-definition/${definitionId}/evaluate`, {
    variables: { [name]: { value, type } },
  });
  answers.set(input, answer);
  answer.catch(() => answers.delete(input));
  return answer;
}
