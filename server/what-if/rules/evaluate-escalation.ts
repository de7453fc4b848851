import type { WorkOut } from '../../replay/world.ts';
import { asDouble, asText, textOf, timeOf } from './read-step.ts';

/** How much of the unit's period has gone by now, and whether it is late; what else was found stays as recorded. */
export const evaluateEscalation: WorkOut = ({ read, recorded, now }) => {
  const share = shareOf(timeOf(read('sentAt')), timeOf(read('unitDueAt')), now);
  return {
    elapsedShare: asDouble(share),
    trigger: asText(triggerOf(textOf(read('escalationCause')), textOf(recorded['trigger']), share)),
  };
};

function shareOf(sentAt: number | null, dueAt: number | null, now: number): number {
  if (sentAt === null || dueAt === null || dueAt <= sentAt) return 0;
  return Math.round(((now - sentAt) / (dueAt - sentAt)) * 1000) / 1000;
}

function triggerOf(cause: string | null, recorded: string | null, share: number): string {
  if (cause !== 'unitStalled') return recorded ?? (cause === 'initial' || cause === null ? 'none' : cause);
  if (share >= 1) return 'unitLate';
  return recorded === 'unitEvasive' ? recorded : 'unitSilent';
}
