import { type ServerProcess, startServerProcess } from '../built-server.ts';
import { AS_HOUSE } from '../house-token.ts';

/** A whole office: built pages, engine, workers, register with its sample petitions, and a clock the test moves. */
export interface Office {
  url: string;
  /** GET or POST below the server's address; throws with the answer's text unless it is 2xx. */
  ask<T>(path: string, body?: unknown): Promise<T>;
  /** Registers a petition that is accepted and handled by a proxy; answers its number. */
  register(form?: Readonly<Record<string, unknown>>): Promise<string>;
  /** Moves the clock, e.g. by `P1D`. */
  advance(duration: string): Promise<void>;
}

/** One that whoever started it must stop. */
export interface StartedOffice extends Office {
  stop(): Promise<void>;
}

/** What the pages' tests look at in a row of the register's list. */
export interface PetitionTold {
  businessKey: string;
  state: string;
  deadlineAt: string | null;
  leadUnitId: string | null;
  highestLevel: string | null;
  steps: { activityId: string; processInstanceId: string; taskId: string | null }[] | null;
  escalations: { trigger: string; fromLevel: string; targetLevel: string }[];
  documents: { documentId: string; deliveredAt: string | null; sentAt: string | null }[];
  instances: { processInstanceId: string; processDefinitionKey: string }[] | null;
}

const FORM = {
  channel: 'visit',
  areaCode: '990101001001',
  subjectCode: 'wages',
  content: '在饭店打工两个月，老板拖欠工资七千元，多次讨要无果。',
  claims: ['发还拖欠的工资'],
  phone: '13800000001',
  facts: {
    asksOwnRelief: true,
    allegesOfficialMisconduct: false,
    proposesImprovement: false,
    privateParties: false,
    questionOnly: false,
    inOwnArea: true,
    subjectOwner: 'lowerLevel',
    aspect: 'construction',
  },
};

let registered = 0;

/** Starts an office on a port and a directory of its own. Wants `npm run build` before it. */
export async function startOffice(environment: Readonly<Record<string, string>> = {}): Promise<StartedOffice> {
  const server: ServerProcess = await startServerProcess(['dist/server/main.js'], {
    CLOCK: 'manual',
    DATABASE_URL: '',
    LOG_LEVEL: 'error',
    ...environment,
  });
  const { url } = server;
  const ask = async <T>(path: string, body?: unknown): Promise<T> => {
    const answer = await fetch(
      `${url}${path}`,
      body === undefined
        ? { headers: AS_HOUSE }
        : {
            method: 'POST',
            headers: { ...AS_HOUSE, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
    );
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  return {
    url,
    ask,
    register: async (form = {}) => {
      registered += 1;
      // Each tells another matter: the same words again would be merged into the first.
      const content = `${FORM.content}这是第 ${registered} 位工友，住在 ${registered * 7919} 号。`;
      const answer = await ask<{ businessKey: string }>('/api/petitions', { ...FORM, content, ...form });
      return answer.businessKey;
    },
    advance: async (advanceBy) => {
      await ask('/api/test/clock', { advanceBy });
    },
    stop: server.stop,
  };
}

/** Asks again and again until `look` answers something; fails with `what` after `timeoutMs`. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>, timeoutMs = 20_000): Promise<T> {
  const endMs = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > endMs) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until a petition has an open task at `activityId`, and answers the task's id. */
export function taskAt(office: Office, businessKey: string, activityId: string): Promise<string> {
  return eventually(`${businessKey} at ${activityId}`, async () => {
    const petition = await office.ask<PetitionTold>(`/api/petitions/${businessKey}`);
    return petition.steps?.find((step) => step.activityId === activityId)?.taskId ?? undefined;
  });
}
