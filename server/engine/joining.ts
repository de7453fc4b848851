import type { Flow } from './model/graph.ts';
import { recordActivity } from './record.ts';
import type { Run } from './run.ts';
import type { Node } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { removeNode } from './tree.ts';

/** Merges the tokens that wait at a join into `token`, which leaves over `flows`. */
export function join(run: Run, token: Token, waiting: readonly Node[], flows: readonly Flow[]): Step[] {
  for (const node of waiting) {
    if (node === token.node) continue;
    recordActivity(run, { ...token, node }, { canceled: false });
    removeNode(token.instance, node);
  }
  token.node.phase = 'active';
  return [{ do: 'leave', token, flows }];
}
