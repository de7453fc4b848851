import type { Facts } from './facts.ts';
import { count, type Figure, share } from './figure.ts';

/** 化解率: agreed among agreed and failed, with those screened and refused beside it; and agreements that were kept. */
export function mediationRate({ disputes, agreements }: Facts): {
  agreed: Figure;
  screened: Figure;
  refused: Figure;
  performed: Figure;
} {
  const having = (outcome: string) => disputes.filter((dispute) => dispute.outcome === outcome).length;
  const kept = agreements.filter(({ broken }) => !broken).length;
  return {
    agreed: share(having('agreed'), having('agreed') + having('failed')),
    screened: count(disputes.length),
    refused: count(having('refused')),
    performed: share(kept, agreements.length),
  };
}
