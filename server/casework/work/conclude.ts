import type { EngineClient } from '../engine-client.ts';
import { engineReason, rowsOf } from '../engine-client.ts';
import { BusinessOutcome } from '../errors.ts';
import { addAuditEntry } from '../tables/audit.ts';
import { type Petition, updatePetition } from '../tables/petition.ts';
import { iso, type WorkTopic } from './work-topic.ts';

/** 办结: the domain end. Raises `ERR_OPEN_TASKS` while a person still has a task on the petition. Key: petition + round. */
export const conclude: WorkTopic = {
  topic: 'conclude',
  asksEngine: true,
  async handle({ transact, engine, clock }, petition, input) {
    if (petition.concludedAt !== null) return { concludedAt: iso(petition.concludedAt) };
    const open = await countOpenTasks(engine, petition.businessKey);
    if (open > 0) throw new BusinessOutcome('ERR_OPEN_TASKS', `还有 ${open} 项任务没有完成`, { concludedAt: null });
    const nowMs = clock.now();
    await transact(async (trx) => {
      await updatePetition(trx, petition.id, {
        state: 'concluded',
        outcome: outcomeOf(petition, input.optionalText('handlingOutcome')),
        concludedAt: nowMs,
        closedAt: nowMs,
      });
      const detail = { round: petition.round, outcome: input.optionalText('handlingOutcome') };
      await addAuditEntry(trx, { petitionId: petition.id, action: 'concluded', actor: null, detail, at: nowMs });
    });
    return { concludedAt: iso(nowMs) };
  },
};

/** How it ended. What the unit decided, or which procedure it led to, says more than that it answered or diverted. */
function outcomeOf(petition: Petition, handlingOutcome: string | null): string {
  const unitActed = handlingOutcome === null || handlingOutcome === 'answered' || handlingOutcome === 'diverted';
  return (unitActed ? petition.outcome : null) ?? handlingOutcome ?? 'answered';
}

async function countOpenTasks(engine: EngineClient, businessKey: string): Promise<number> {
  const query = new URLSearchParams({ processInstanceBusinessKey: businessKey });
  const answer = await engine.request('GET', `/task?${query}`);
  if (answer.status !== 200) throw new Error(engineReason(answer));
  return rowsOf(answer.body).length;
}
