import { addAuditEntry, listAuditEntries } from '../tables/audit.ts';
import type { Petition } from '../tables/petition.ts';
import type { WorkInput, WorkTopic } from './work-topic.ts';

/** Refused objections from which on a unit counts as evasive. */
const EVASIVE_OBJECTIONS = 2;

/** The facts table `escalation-rule` judges by: which trigger holds, and how much of the unit's period has gone. Audit row per task. */
export const evaluateEscalation: WorkTopic = {
  topic: 'evaluate-escalation',
  async handle({ knex, clock }, petition, input) {
    const nowMs = clock.now();
    const cause = input.text('escalationCause');
    const elapsedShare = shareOf(input.optionalTime('sentAt'), input.optionalTime('unitDueAt'), nowMs);
    const objections = (await listAuditEntries(knex, petition.id)).filter(
      (entry) => entry.action === 'MSG_UNIT_OBJECTION',
    ).length;
    const trigger = triggerOf(cause, petition, input, elapsedShare, objections);
    const riskLevel = input.optionalInteger('riskLevel') ?? petition.facts.riskLevel;
    await addAuditEntry(
      knex,
      {
        petitionId: petition.id,
        action: 'escalationEvaluated',
        actor: null,
        detail: { cause, trigger, elapsedShare, riskLevel },
        at: nowMs,
      },
      `evaluate-escalation:${input.taskId()}`,
    );
    return { trigger, elapsedShare, riskLevel };
  },
};

function shareOf(sentAt: number | null, dueAt: number | null, nowMs: number): number {
  if (sentAt === null || dueAt === null || dueAt <= sentAt) return 0;
  // A timer set to half of the period fires a rounding error early or late; a thousandth decides nothing.
  return Math.round(((nowMs - sentAt) / (dueAt - sentAt)) * 1000) / 1000;
}

function triggerOf(cause: string, petition: Petition, input: WorkInput, share: number, objections: number): string {
  if (cause === 'unitStalled') {
    if (share >= 1) return 'unitLate';
    return objections >= EVASIVE_OBJECTIONS ? 'unitEvasive' : 'unitSilent';
  }
  if (cause !== 'initial') return cause;
  if (input.boolean('safetyThreat')) return 'safetyThreat';
  if (petition.repeatOf !== null || input.optionalText('repeatOf') !== null) return 'repeatPetition';
  if (petition.facts.crossDistrict) return 'crossDistrict';
  return petition.facts.needsPower ? 'needsPower' : 'none';
}
