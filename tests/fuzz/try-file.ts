/** What became of a file, and what is wrong with that; empty when it was refused in words, or ran. */
export interface Tried {
  outcome: 'refused' | 'kept' | 'ran' | 'failed';
  wrong: string[];
}

/** Of the server's own time, where that can be told: a busy machine is not its fault. */
const HANG_MS = 2_000;
const WHOLE_MS = 20_000;
const VARIABLES = {
  amount: { value: 10, type: 'Integer' },
  text: { value: 'x', type: 'String' },
  flag: { value: true, type: 'Boolean' },
};

/**
 * Deploys a file, starts what it holds, works off a few tasks and jobs, and deletes all of it again.
 * @param url up to and with `/engine-rest`
 * @param spentMs how much time the server has spent so far
 */
export async function tryFile(
  url: string,
  name: string,
  text: string,
  spentMs: () => number = () => performance.now(),
): Promise<Tried> {
  const wrong: string[] = [];
  const ask = async (what: string, path: string, init: RequestInit): Promise<{ status: number; body: unknown }> => {
    const begin = spentMs();
    try {
      const answer = await fetch(url + path, { ...init, signal: AbortSignal.timeout(WHOLE_MS) });
      const said = await answer.text();
      const tookMs = spentMs() - begin;
      if (tookMs > HANG_MS) wrong.push(`${what} took ${Math.round(tookMs)} ms`);
      if (answer.status >= 500 && !isModelsFault(said))
        wrong.push(`${what} answered ${answer.status}: ${said.slice(0, 300)}`);
      return { status: answer.status, body: said === '' ? null : JSON.parse(said) };
    } catch (error) {
      wrong.push(`${what} got no answer: ${String(error)}`);
      return { status: 0, body: null };
    }
  };
  const post = (what: string, path: string, body: unknown) =>
    ask(what, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  const form = new FormData();
  form.set('deployment-name', 'fuzz');
  form.set(name, new Blob([text]), name);
  const deployed = await ask('deployment', '/deployment/create', { method: 'POST', body: form });
  if (deployed.status >= 500)
    wrong.push(`deployment answered ${deployed.status}: ${JSON.stringify(deployed.body).slice(0, 300)}`);
  if (deployed.status !== 200) return { outcome: 'refused', wrong };
  let outcome: Tried['outcome'] = 'kept';
  for (const id of keysOf(deployed.body, 'deployedProcessDefinitions')) {
    const started = await post('start', `/process-definition/${encodeURIComponent(id)}/start`, {
      variables: VARIABLES,
    });
    outcome = started.status === 200 ? 'ran' : 'failed';
    if (started.status === 200) await workOff(id, ask, post);
  }
  for (const id of keysOf(deployed.body, 'deployedDecisionDefinitions')) {
    const evaluated = await post('decision', `/decision-definition/${encodeURIComponent(id)}/evaluate`, {
      variables: VARIABLES,
    });
    outcome = evaluated.status === 200 ? 'ran' : 'failed';
  }
  const id = encodeURIComponent(String(Reflect.get(Object(deployed.body), 'id')));
  await ask('deletion', `/deployment/${id}?cascade=true`, { method: 'DELETE' });
  return { outcome, wrong };
}

type Ask = (what: string, path: string, init: RequestInit) => Promise<{ status: number; body: unknown }>;

async function workOff(
  definitionId: string,
  ask: Ask,
  post: (what: string, path: string, body: unknown) => Promise<unknown>,
): Promise<void> {
  const of = `processDefinitionId=${encodeURIComponent(definitionId)}&maxResults=5`;
  for (let round = 0; round < 3; round += 1) {
    const lists = [
      ...rows((await ask('tasks', `/task?${of}`, {})).body).map(
        (row) => ['task', `/task/${row['id']}/complete`, {}] as const,
      ),
      ...rows((await ask('jobs', `/job?${of}`, {})).body).map(
        (row) => ['job', `/job/${row['id']}/execute`, {}] as const,
      ),
      ...rows((await ask('external tasks', `/external-task?${of}`, {})).body).map(
        (row) => ['external task', `/external-task/${row['id']}/complete`, { workerId: 'fuzz' }] as const,
      ),
    ];
    if (lists.length === 0) return;
    for (const [what, path, body] of lists) {
      if (what === 'external task')
        await post('lock', path.replace('complete', 'lock'), { workerId: 'fuzz', lockDuration: 60_000 });
      await post(what, path, body);
    }
  }
}

/** An engine's own word about a model that cannot run is an answer; one that it does not understand itself is not. */
function isModelsFault(said: string): boolean {
  return said.includes('"message"') && !said.includes('the server log says more');
}

function keysOf(body: unknown, member: string): string[] {
  return Object.keys(Object(Reflect.get(Object(body), member)));
}

function rows(body: unknown): Record<string, unknown>[] {
  return Array.isArray(body) ? body : [];
}
