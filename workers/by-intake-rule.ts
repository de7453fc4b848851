import { type Job, member, type Topic } from './job.ts';
import { readTable } from './read-table.ts';

const SUBJECT = 'subjectCode';
const NUMBERS = ['sameMatterScore', 'collectiveFrom'] as const;

/** A topic that judges by table `intake-rule`: its numbers go to the register as if they were variables, and are none. */
export function byIntakeRule(topic: Topic): Topic {
  return {
    ...topic,
    ...(topic.inputs ? { inputs: [...topic.inputs, SUBJECT] } : {}),
    async handle(job) {
      const rule = await readRule(job);
      return topic.handle({ ...job, read: (name) => rule.get(name) ?? job.read(name) });
    },
  };
}

async function readRule(job: Job): Promise<Map<string, number>> {
  const rows = await readTable(job, 'intake-rule', [SUBJECT, job.read(SUBJECT)]);
  const row: unknown = Array.isArray(rows) ? rows[0] : undefined;
  const rule = new Map<string, number>();
  for (const name of NUMBERS) {
    const value = member(member(row, name), 'value');
    if (typeof value !== 'number') throw new Error(`table intake-rule does not say ${name}`);
    rule.set(name, value);
  }
  return rule;
}
