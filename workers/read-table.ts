import { type Job, member } from './job.ts';

/** A table as it was last seen. */
interface KnownTable {
  /** The question which version is the newest, while it is under way. */
  asked?: Promise<string> | undefined;
  definitionId: string;
  /** What this version said, by its input. */
  answers: Map<string, Promise<unknown>>;
}

/** What tables said, by their keys: whoever works for one engine keeps one. */
export type KnownTables = Map<string, KnownTable>;

/**
 * What the newest version of a decision table says of one input. A version says the same of the same, so the engine evaluates it once,
 * and not for each instance that asks; a version that is deployed counts from that moment on.
 * @throws Error unless the engine answers
 */
export async function readTable(
  job: Pick<Job, 'askEngine' | 'knownTables'>,
  key: string,
  [name, value]: readonly [name: string, value: string | number | boolean | null],
): Promise<unknown> {
  const { definitionId, answers } = await readNewest(job, key);
  const input = `${name}=${value}`;
  let answer = answers.get(input);
  if (!answer) {
    const type = typeof value === 'number' ? 'Integer' : 'String';
    const body = { variables: { [name]: { value, type } } };
    answer = job.askEngine('POST', `/decision-definition/${definitionId}/evaluate`, body);
    answers.set(input, answer);
    answer.catch(() => answers.delete(input));
  }
  return answer;
}

/** Many ask at the same time: one question for all of them. */
async function readNewest(
  { askEngine, knownTables }: Pick<Job, 'askEngine' | 'knownTables'>,
  key: string,
): Promise<KnownTable> {
  let table = knownTables.get(key);
  if (!table) {
    table = { definitionId: '', answers: new Map() };
    knownTables.set(key, table);
  }
  table.asked ??= askEngine('GET', `/decision-definition/key/${key}`)
    .then((definition) => String(member(definition, 'id')))
    .finally(() => {
      table.asked = undefined;
    });
  const definitionId = await table.asked;
  if (table.definitionId !== definitionId) Object.assign(table, { definitionId, answers: new Map() });
  return { ...table };
}
