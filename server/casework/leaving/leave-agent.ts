import type { CaseworkContext } from '../context.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { higherLevel } from '../levels.ts';
import { type Agent, findAgent, setAgentAway } from '../tables/agent.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { listOpenWithAgent } from '../tables/held-petitions.ts';
import { recordHolders } from '../tables/holder.ts';
import { findPetition, type Petition, updatePetition } from '../tables/petition.ts';
import { successorRule } from './choose-successor.ts';
import { closeAccounts } from './close-accounts.ts';
import { ask, findHoldings, type Holding, replaceBeside, replaceIn } from './engine-holdings.ts';

/** Variables of the diagrams that name an agent, and what stands beside each. */
const AGENT_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  assigneeId: ['assigneeRole', 'agentLevel'],
  newAssigneeId: ['newAssigneeRole'],
  mediatorId: ['mediatorRole'],
};
/** Nobody reviews what they took part in. */
const REVIEW = 'petition-review';
/** What a worker had in hand while the first looks were taken is found by a later one. */
const LOOKS = 5;

/** Who says so, why, whether the agent comes back, and who takes over (null: by rule). */
export interface Departure {
  successorId: string | null;
  comesBack: boolean;
  reason: string;
  actor: string | null;
}

/** A matter that changed hands. */
export interface HandedOver {
  /** null: a task that belongs to no petition. */
  businessKey: string | null;
  successorId: string;
}

/** One matter the agent has, or one of its reviews, with what the engine holds of it. */
interface Matter {
  petition: Petition | undefined;
  reviewing: boolean;
  holdings: Holding[];
}

/**
 * An agent goes on leave or leaves for good. What they had in hand goes to others by `successorRule`: petitions they have or are the contact of,
 * and in the engine every variable and open task that names them. Who leaves for good cannot sign in any more. Asked again it does
 * what is left to do.
 * @throws Refusal 404, 422; 409 when for some matter nobody is left (then nothing is changed); 503 when the engine does not answer
 */
export async function leaveAgent(
  context: CaseworkContext,
  agentId: string,
  departure: Departure,
): Promise<{ handedOver: HandedOver[]; closedAccounts: string[] }> {
  const { knex, transact, engine, clock } = context;
  const agent = await findAgent(knex, agentId);
  if (!agent) throw notFound(`没有编号为 ${agentId} 的代理员`);
  if (agent.leftAt !== null && departure.comesBack) throw conflict('该代理员已离任');
  await mayFollow(context, agent, departure.successorId);
  const { comesBack, actor } = departure;
  const closedAccounts = new Set<string>();
  const choose = await successorRule(knex, agent, departure.successorId);
  const awaySince = agent.awaySince ?? clock.now();
  const done = new Map<string, HandedOver>();
  for (let look = 0; look < LOOKS; look += 1) {
    const matters = await findMatters(context, agentId);
    const plan: { matter: Matter; to: Agent; onceKey: string }[] = [];
    const stuck: string[] = [];
    for (const matter of matters) {
      const { petition, reviewing } = matter;
      // Who was chosen before an earlier attempt broke off stays chosen.
      const onceKey = `agent-handed-over:${agentId}:${awaySince}:${petition?.id ?? ''}:${reviewing}`;
      const before = (await findAuditEntry(knex, onceKey))?.detail['to'];
      const to = typeof before === 'string' ? await findAgent(knex, before) : await choose(petition, reviewing);
      if (to) plan.push({ matter, to, onceKey });
      else stuck.push(petition?.businessKey ?? '未登记的任务');
    }
    if (stuck.length > 0) throw conflict(`没有可以接手的代理员：${[...new Set(stuck)].join('、')}`);
    await transact(async (trx) => {
      const at = clock.now();
      await setAgentAway(trx, agentId, { awaySince, leftAt: comesBack ? null : (agent.leftAt ?? at) });
      const action = comesBack ? 'agentAway' : 'agentLeft';
      const detail = { agentId, successorId: departure.successorId, reason: departure.reason };
      await addAuditEntry(trx, { petitionId: null, action, actor, detail, at }, `${action}:${agentId}:${awaySince}`);
      for (const { matter, to, onceKey } of plan) {
        if (matter.petition) await moveInRegister(trx, matter.petition, agent, to);
        const handed = { from: agentId, to: to.id, reviewing: matter.reviewing };
        const petitionId = matter.petition?.id ?? null;
        await addAuditEntry(trx, { petitionId, action: 'agentHandedOver', actor, detail: handed, at }, onceKey);
      }
    });
    if (!comesBack) {
      for (const account of await closeAccounts(context, { agentId }, actor)) closedAccounts.add(account);
    }
    for (const { matter, to } of plan) {
      const businessKey = matter.petition?.businessKey ?? null;
      done.set(`${businessKey}:${to.id}`, { businessKey, successorId: to.id });
      for (const holding of matter.holdings) {
        await replaceBesideAgent(context, holding, agent, to, actor ?? undefined);
        await replaceIn(engine, holding, agentId, to.id, actor ?? undefined);
      }
    }
    if (matters.length === 0) break;
  }
  return { handedOver: [...done.values()], closedAccounts: [...closedAccounts] };
}

/** An agent who was away is back: new work may come. What was handed over stays where it is. @throws Refusal 404, 409 */
export async function returnAgent(
  { knex, transact, clock }: CaseworkContext,
  agentId: string,
  actor: string | null,
): Promise<void> {
  const agent = await findAgent(knex, agentId);
  if (!agent) throw notFound(`没有编号为 ${agentId} 的代理员`);
  if (agent.leftAt !== null) throw conflict('该代理员已离任，不能恢复在岗');
  if (agent.onDuty) return;
  await transact(async (trx) => {
    await setAgentAway(trx, agentId, { awaySince: null, leftAt: null });
    const detail = { agentId };
    await addAuditEntry(trx, { petitionId: null, action: 'agentReturned', actor, detail, at: clock.now() });
  });
}

async function mayFollow({ knex }: CaseworkContext, agent: Agent, successorId: string | null): Promise<void> {
  if (successorId === null) return;
  const refuse = (reason: string) => invalid([{ field: 'successorId', reason }]);
  if (successorId === agent.id) throw refuse('接手的不能是本人');
  const successor = await findAgent(knex, successorId);
  if (!successor) throw refuse('没有这名代理员');
  if (!successor.onDuty) throw refuse('接手的代理员不在岗');
}

async function findMatters({ knex, engine }: CaseworkContext, agentId: string): Promise<Matter[]> {
  const matters = new Map<string, Matter>();
  const put = (petition: Petition | undefined, reviewing: boolean): Matter => {
    const key = `${petition?.id ?? ''}:${reviewing}`;
    const matter = matters.get(key) ?? { petition, reviewing, holdings: [] };
    matters.set(key, matter);
    return matter;
  };
  for (const holding of await findHoldings(engine, agentId, Object.keys(AGENT_VARIABLES))) {
    const petition = holding.businessKey === null ? undefined : await findPetition(knex, holding.businessKey);
    put(petition, holding.processKey === REVIEW).holdings.push(holding);
  }
  for (const id of await listOpenWithAgent(knex, agentId)) put(await findPetition(knex, id), false);
  return [...matters.values()];
}

async function moveInRegister(trx: CaseworkContext['knex'], petition: Petition, from: Agent, to: Agent): Promise<void> {
  const has = petition.assigneeId === from.id;
  await updatePetition(trx, petition.id, {
    ...(has ? { assigneeId: to.id, level: to.level } : {}),
    ...(has ? { highestLevel: higherLevel(petition.highestLevel ?? to.level, to.level) } : {}),
    ...(petition.firstAgentId === from.id ? { firstAgentId: to.id } : {}),
  });
  await recordHolders(trx, petition.id, [to.id]);
}

/** The role and the level beside an agent, and the group that may see the task, where the successor's are others. */
async function replaceBesideAgent(
  { engine }: CaseworkContext,
  holding: Holding,
  from: Agent,
  to: Agent,
  actor: string | undefined,
): Promise<void> {
  if (from.level === to.level) return;
  const values: Readonly<Record<string, readonly [string, string]>> = { agentLevel: [from.level, to.level] };
  const roles = [`${from.level}Agent`, `${to.level}Agent`] as const;
  for (const { executionId, name } of holding.variables) {
    for (const beside of AGENT_VARIABLES[name] ?? []) {
      const [before, after] = values[beside] ?? roles;
      await replaceBeside(engine, executionId, beside, before, after, actor);
    }
  }
  for (const id of holding.assigned) {
    await ask(engine, 'POST', `/task/${id}/identity-links`, { groupId: roles[1], type: 'candidate' }, actor);
  }
}
