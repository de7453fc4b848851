import { findAreaPath } from '../tables/area.ts';
import { addAuditEntry, findAuditEntry } from '../tables/audit.ts';
import { type Expert, listExperts } from '../tables/expert.ts';
import { recordHolders } from '../tables/holder.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * Invites one expert of each kind that table `expert-panel` names, the nearest first, and further ones of these kinds until the quorum could be
 * reached. Key: task.
 */
export const inviteExperts: WorkTopic = {
  topic: 'invite-experts',
  async handle({ knex, clock }, entry, input) {
    const onceKey = `invite-experts:${input.taskId()}`;
    const done = await findAuditEntry(knex, onceKey);
    const before = done?.detail['expertIds'];
    const path = (await findAreaPath(knex, entry.areaCode)).map((area) => area.code);
    const ids =
      typeof before === 'string'
        ? before
        : choose(await listExperts(knex), path, input.list('expertKinds'), input.integer('quorum')).join(',');
    const expertCount = ids === '' ? 0 : ids.split(',').length;
    await recordHolders(knex, entry.id, ids === '' ? [] : ids.split(','));
    await addAuditEntry(
      knex,
      { petitionId: entry.id, action: 'expertsInvited', actor: null, detail: { expertIds: ids }, at: clock.now() },
      onceKey,
    );
    return { expertIds: ids, expertCount };
  },
};

function choose(
  experts: readonly Expert[],
  path: readonly string[],
  kinds: readonly string[],
  quorum: number,
): string[] {
  const near = experts
    .filter((expert) => expert.active && path.includes(expert.areaCode) && kinds.includes(expert.kind))
    .toSorted((a, b) => path.indexOf(a.areaCode) - path.indexOf(b.areaCode) || (a.id < b.id ? -1 : 1));
  const firsts = kinds.flatMap((kind) => near.find((expert) => expert.kind === kind) ?? []);
  const others = near.filter((expert) => !firsts.includes(expert));
  return [...firsts, ...others.slice(0, Math.max(0, quorum - firsts.length))].map((expert) => expert.id);
}
