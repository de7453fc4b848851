import type { WorkOut } from '../../replay/world.ts';
import { asText, textOf } from './read-step.ts';

/** Who is asked for on another level than in the record is an agent of that level; which one does not matter to a path. */
export const assignAgent: WorkOut = ({ read, was }) => {
  const level = textOf(read('agentLevel'));
  if (level === null || level === textOf(was('agentLevel'))) return {};
  return { agentLevel: asText(level), assigneeRole: asText(`${level}Agent`) };
};
