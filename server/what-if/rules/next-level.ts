import type { WorkOut } from '../../replay/world.ts';
import { higherLevel, levelAfter } from './levels.ts';
import { asText, textOf } from './read-step.ts';

/** The level a word of table `escalation-rule` leads to, as the register works it out. */
export const nextLevel: WorkOut = ({ read }) => {
  const from = textOf(read('agentLevel')) ?? 'community';
  const action = textOf(read('action'));
  const target = targetOf(from, textOf(read('targetLevel')) ?? 'next');
  return { nextAgentLevel: asText(target ?? from), action: asText(target === null ? 'leaderDecision' : action) };
};

/** Null above the last level. Nothing is handed down. */
function targetOf(from: string, word: string): string | null {
  if (word === 'next') return levelAfter(from);
  if (word === 'town' || word === 'atLeastTown') return higherLevel(from, 'town');
  if (word === 'district' || word === 'atLeastDistrict') return higherLevel(from, 'district');
  return word === 'city' ? 'city' : from;
}
