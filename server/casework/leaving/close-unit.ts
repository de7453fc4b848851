import type { CaseworkContext } from '../context.ts';
import { conflict, invalid, notFound } from '../errors.ts';
import { moveAgents } from '../tables/agent.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { moveCampaigns } from '../tables/campaign.ts';
import { listOpenAtUnit } from '../tables/held-petitions.ts';
import { findPetition, updatePetition } from '../tables/petition.ts';
import { moveOpenOrders } from '../tables/supervision-order.ts';
import { findUnit, setUnitClosed, type Unit } from '../tables/unit.ts';
import { moveInboxEntries } from '../tables/unit-inbox.ts';
import { closeAccounts } from './close-accounts.ts';
import { findHoldings, type Holding, replaceIn } from './engine-holdings.ts';

/** Variables of the diagrams that name units. */
const UNIT_VARIABLES = ['leadUnitId', 'targetUnitId', 'reviewUnitId', 'proposedUnitId', 'cooperatingUnitIds'];
/** What a worker had in hand while the first looks were taken is found by a later one. */
const LOOKS = 5;

/** Who closes it, why, and who takes over. */
export interface UnitClosure {
  successorId: string;
  reason: string;
  actor: string | null;
}

/**
 * Closes a unit. What lies with it goes to its successor: open petitions, its inbox, orders that wait for its answer, campaigns, its agents, and
 * in the engine every variable and open task that names it. Its accounts are closed; those of its agents go with them. Asked again it does what
 * is left to do, and otherwise nothing.
 * @returns the numbers of the petitions that were handed over, and the accounts that were closed
 * @throws Refusal 404, 409, 422; 503 when the engine does not answer (before the first answer of it nothing is changed)
 */
export async function closeUnit(
  context: CaseworkContext,
  unitId: string,
  { successorId, reason, actor }: UnitClosure,
): Promise<{ businessKeys: string[]; closedAccounts: string[] }> {
  const { knex, engine, accounts } = context;
  const unit = await findUnit(knex, unitId);
  if (!unit) throw notFound(`没有编号为 ${unitId} 的单位`);
  await mayFollow(context, unit, successorId);
  const closedAccounts = new Set<string>();
  const handedOver = new Set<string>();
  for (let look = 0; look < LOOKS; look += 1) {
    const holdings = await findHoldings(engine, unitId, UNIT_VARIABLES);
    const moved = await moveInRegister(context, unit, { successorId, reason, actor }, holdings);
    for (const businessKey of moved) handedOver.add(businessKey);
    await accounts?.moveAgents(unitId, successorId);
    for (const account of await closeAccounts(context, { unitId }, actor)) closedAccounts.add(account);
    for (const holding of holdings) await replaceIn(engine, holding, unitId, successorId, actor ?? undefined);
    if (holdings.length === 0) break;
  }
  return { businessKeys: [...handedOver].sort(), closedAccounts: [...closedAccounts] };
}

async function mayFollow({ knex }: CaseworkContext, unit: Unit, successorId: string): Promise<void> {
  if (unit.closedAt !== null && unit.successorId !== successorId) {
    throw conflict(`该单位已撤销，由 ${unit.successorId} 承接`);
  }
  const refuse = (reason: string) => invalid([{ field: 'successorId', reason }]);
  if (successorId === unit.id) throw refuse('承接单位不能是被撤销的单位自己');
  const successor = await findUnit(knex, successorId);
  if (!successor) throw refuse('没有这个单位');
  if (unit.closedAt === null && successor.closedAt !== null) throw refuse('承接单位本身已撤销');
}

/** @returns numbers of the petitions that changed hands */
async function moveInRegister(
  { knex, transact, clock }: CaseworkContext,
  unit: Unit,
  { successorId, reason, actor }: UnitClosure,
  holdings: readonly Holding[],
): Promise<string[]> {
  const running = new Set<string>();
  for (const { businessKey } of holdings) {
    const petition = businessKey === null ? undefined : await findPetition(knex, businessKey);
    if (petition) running.add(petition.id);
  }
  return transact(async (trx) => {
    const at = clock.now();
    const petitionIds = [...new Set([...(await listOpenAtUnit(trx, unit.id)), ...running])];
    await setUnitClosed(trx, unit.id, successorId, at);
    await moveInboxEntries(trx, petitionIds, unit.id, successorId);
    await moveOpenOrders(trx, petitionIds, unit.id, successorId);
    await moveCampaigns(trx, unit.id, successorId);
    await moveAgents(trx, unit.id, successorId);
    const businessKeys: string[] = [];
    for (const id of petitionIds) {
      const petition = await findPetition(trx, id);
      if (!petition) continue;
      if (petition.leadUnitId === unit.id) await updatePetition(trx, id, { leadUnitId: successorId });
      businessKeys.push(petition.businessKey);
      const detail = { from: unit.id, to: successorId };
      await addAuditEntry(
        trx,
        { petitionId: id, action: 'unitHandedOver', actor, detail, at },
        `unit-handed-over:${unit.id}:${id}`,
      );
    }
    const detail = { unitId: unit.id, successorId, reason };
    await addAuditEntry(trx, { petitionId: null, action: 'unitClosed', actor, detail, at }, `unit-closed:${unit.id}`);
    return businessKeys;
  });
}
