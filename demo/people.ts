import type { Sample } from './petitions.ts';
import type { Rating, Script, TaskAnswer } from './script.ts';
import { EFFORT_DAYS, USUAL_ANSWERS } from './scripts.ts';
import { member, type Row, type Server, text, toMs, toRows } from './server.ts';
import { nearestUnit } from './units.ts';

const DAY_MS = 86_400_000;
const SATISFIED: Rating = { overall: 'satisfied', carriedOut: 'yes' };

/** What one look at the open work came to. */
export interface Pass {
  /** Whether anybody did anything. */
  acted: boolean;
  /** When the next task that lies with somebody is done, milliseconds since 1970, or null. */
  nextReadyMs: number | null;
}

/** Lets everybody act who can act now: people complete tasks and send what a process waits for. */
export async function letPeopleAct(server: Server, samples: ReadonlyMap<string, Sample>, nowMs: number): Promise<Pass> {
  const pass: Pass = { acted: false, nextReadyMs: null };
  const instances = new Map<string, string>();
  for (const row of await server.rows('/process-instance')) instances.set(text(row, 'id'), text(row, 'businessKey'));
  const sampleOf = (row: Row) => samples.get(instances.get(text(row, 'processInstanceId')) ?? '');

  for (const task of await server.rows('/task?sortBy=created&sortOrder=asc')) {
    const sample = sampleOf(task);
    if (!sample) continue;
    const name = text(task, 'taskDefinitionKey');
    const effortDays = sample.script.effortDays?.[name] ?? EFFORT_DAYS[name] ?? 0;
    const readyMs = (toMs(member(task, 'created')) ?? nowMs) + effortDays * DAY_MS;
    if (await takeInitiative(server, sample, name)) pass.acted = true;
    else if (await isLeftLying(server, sample, name)) continue;
    else if (readyMs > nowMs) pass.nextReadyMs = Math.min(pass.nextReadyMs ?? readyMs, readyMs);
    else if (await complete(server, sample, task)) pass.acted = true;
  }
  for (const [messageName, send] of Object.entries(WAITING)) {
    const query = new URLSearchParams({ messageEventSubscriptionName: messageName });
    for (const execution of await server.rows(`/execution?${query}`)) {
      const sample = sampleOf(execution);
      if (sample && (await send(server, sample, text(execution, 'processInstanceId')))) pass.acted = true;
    }
  }
  return pass;
}

/** Messages that somebody answers as soon as a process waits for them. */
const WAITING: Readonly<
  Record<string, (server: Server, sample: Sample, processInstanceId: string) => Promise<boolean>>
> = {
  MSG_DELIVERY_CONFIRMED: async (server, sample, processInstanceId) => {
    const documentId = await readVariable(server, processInstanceId, 'docId');
    return send(server, sample, 'delivery-confirmation', { documentId });
  },
  MSG_SUPERVISION_REPLY: async (server, sample, processInstanceId) => {
    const orderNo = await readVariable(server, processInstanceId, 'orderNo');
    return send(server, sample, 'supervision-reply', { orderNo, reply: '已到现场核实，正在抓紧办理，按期答复。' });
  },
  MSG_SATISFACTION_ANSWER: async (server, sample, processInstanceId) => {
    const round = await readVariable(server, processInstanceId, 'round');
    const rating = sample.script.ratings?.[Number(round) - 1] ?? SATISFIED;
    // Each member of a collective petition answers by a link of their own.
    const token = await readVariable(server, processInstanceId, 'token');
    return send(server, sample, 'satisfaction-answer', { ...rating, token });
  },
};

async function send(server: Server, sample: Sample, name: string, body: Record<string, unknown>): Promise<boolean> {
  const answer = await server.tryApi('POST', `/petitions/${sample.businessKey}/messages/${name}`, body);
  if (answer.status === 200) return true;
  // Somebody or something else was faster; the next look shows it.
  if (answer.status === 409) return false;
  throw new Error(`${name} for ${sample.businessKey} was refused: ${JSON.stringify(answer.body)}`);
}

async function readVariable(server: Server, processInstanceId: string, name: string): Promise<unknown> {
  const rows = await server.rows(
    `/history/variable-instance?processInstanceId=${processInstanceId}&variableName=${name}`,
  );
  return member(rows[0], 'value');
}

/** A withdrawal, an objection, a request: sent once, which the petition's own history shows. */
async function takeInitiative(server: Server, sample: Sample, taskName: string): Promise<boolean> {
  const { initiative } = sample.script;
  if (initiative?.whileOpen !== taskName) return false;
  const sent = {
    withdrawal: 'MSG_PETITION_WITHDRAWN',
    'unit-objection': 'MSG_UNIT_OBJECTION',
    'extension-request': 'MSG_EXTENSION_REQUESTED',
  }[initiative.message];
  const events = toRows(member(await server.api('GET', `/petitions/${sample.businessKey}`), 'events'));
  if (events.some((event) => text(event, 'action') === sent)) return false;
  return send(server, sample, initiative.message, { ...initiative.body });
}

/** Whether a unit lets a task lie until superiors have stepped in. */
async function isLeftLying(server: Server, sample: Sample, taskName: string): Promise<boolean> {
  const wanted = sample.script.idleUntilEscalations?.[taskName];
  if (wanted === undefined) return false;
  const escalations = toRows(member(await server.api('GET', `/petitions/${sample.businessKey}`), 'escalations'));
  return escalations.length < wanted;
}

async function complete(server: Server, sample: Sample, task: Row): Promise<boolean> {
  const variables: Record<string, { value: unknown; type: string }> = {};
  for (const [name, value] of Object.entries(await answerOf(server, sample.script, task))) {
    const type = typeof value === 'boolean' ? 'Boolean' : typeof value === 'number' ? 'Integer' : 'String';
    variables[name] = { value, type };
  }
  try {
    await server.engine('POST', `/task/${text(task, 'id')}/complete`, { variables });
    return true;
  } catch (error) {
    const open = await server.rows(`/task?taskId=${text(task, 'id')}`);
    if (open.some((row) => text(row, 'id') === text(task, 'id'))) throw error;
    // A boundary event took the task away in the same moment.
    return false;
  }
}

async function answerOf(server: Server, script: Script, task: Row): Promise<TaskAnswer> {
  const name = text(task, 'taskDefinitionKey');
  const processInstanceId = text(task, 'processInstanceId');
  if (name === 'diagnose') {
    const level = await readVariable(server, processInstanceId, 'agentLevel');
    return { diagnosis: script.diagnosis?.[String(level)] ?? 'advise' };
  }
  if (name === 'decideUnit') return chooseUnit(server, script, processInstanceId);
  const own = script.answers?.[name];
  if (isPerRound(own)) {
    const round = Number(await readVariable(server, processInstanceId, 'round'));
    return own[round - 1] ?? {};
  }
  return own ?? USUAL_ANSWERS[name] ?? {};
}

function isPerRound(answer: TaskAnswer | readonly TaskAnswer[] | undefined): answer is readonly TaskAnswer[] {
  return Array.isArray(answer);
}

async function chooseUnit(server: Server, script: Script, processInstanceId: string): Promise<TaskAnswer> {
  if (!script.unit) throw new Error(`sample ${script.number} has to name a unit, but its script names none`);
  const areaCode = String(await readVariable(server, processInstanceId, 'areaCode'));
  const cooperating: string[] = [];
  for (const role of script.unit.cooperating ?? []) cooperating.push(await nearestUnit(server, role, areaCode));
  return {
    leadUnitId: await nearestUnit(server, script.unit.lead, areaCode),
    cooperatingUnitIds: cooperating.join(','),
    cooperatingUnitCount: cooperating.length,
  };
}
