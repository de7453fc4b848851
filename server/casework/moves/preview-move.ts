import type { CaseworkContext } from '../context.ts';
import type { EngineClient } from '../engine-client.ts';
import { invalid } from '../errors.ts';
import { type DeadlineChange, deadlineChanges, dueAt, variableIn } from './deadline-changes.ts';
import { elementFacts } from './event-facts.ts';
import { instructionsOf, type PlanFacts, readAnew } from './plan-facts.ts';
import { type ProcessVersion, readDiagram, readVersion, rowsAt, taken } from './read-engine.ts';
import { readStanding, type Standing } from './standing.ts';
import { type StuckStep, stuckSteps } from './stuck-steps.ts';

/** What is to be moved where. `updateTimers`: timers whose period differs are read anew, from the moment of the move. */
export interface MoveCourse {
  from: string;
  to: string;
  updateTimers: boolean;
}

/** What a move would do to one running instance. */
export interface InstancePreview {
  processInstanceId: string;
  businessKey: string | null;
  steps: { id: string; name: string }[];
  /** Why it cannot be moved; empty when it can. */
  stuck: StuckStep[];
  /** Timers that would be due at another time. Periods of tasks that are open already stay as they are. */
  deadlines: DeadlineChange[];
}

/** What a move would do, instance by instance. */
export interface MovePreview {
  from: ProcessVersion;
  to: ProcessVersion;
  instances: InstancePreview[];
  /** For the engine. */
  plan: object;
}

/**
 * Says of each running instance of a version whether it can be moved to another, and which of its deadlines that changes.
 * @throws Refusal 422 when a version is not there or the two are not of one process; 503 when the engine does not answer
 */
export async function previewMove({ engine, clock }: CaseworkContext, course: MoveCourse): Promise<MovePreview> {
  const [from, to] = await Promise.all([
    readVersion(engine, 'from', course.from),
    readVersion(engine, 'to', course.to),
  ]);
  if (from.key !== to.key) throw invalid([{ field: 'to', reason: '只能搬到同一流程的另一版' }]);
  if (from.id === to.id) throw invalid([{ field: 'to', reason: '两版相同，无须搬移' }]);
  const [before, after, standing, generated, targetJobs] = await Promise.all([
    readDiagram(engine, from.id).then((root) => elementFacts(root, from.key)),
    readDiagram(engine, to.id).then((root) => elementFacts(root, to.key)),
    readStanding(engine, from.id),
    engine.request('POST', '/migration/generate', {
      sourceProcessDefinitionId: from.id,
      targetProcessDefinitionId: to.id,
      updateEventTriggers: false,
    }),
    rowsAt(engine, `/job-definition?processDefinitionId=${encodeURIComponent(to.id)}`),
  ]);
  const instructions = instructionsOf(taken(generated));
  for (const each of instructions) each.updateEventTrigger ||= readAnew(each, { before, after }, course.updateTimers);
  const facts: PlanFacts = {
    targets: new Map(instructions.flatMap((each) => each.sourceActivityIds.map((id) => [id, each] as const))),
    before,
    after,
    processKey: to.key,
    asyncs: new Set(targetJobs.map((each) => `${each['activityId']} ${each['jobConfiguration']}`)),
  };
  const valueIn = await variablesOf(engine, after, standing);
  const instances = standing.map((each) => ({
    processInstanceId: each.processInstanceId,
    businessKey: each.businessKey,
    steps: each.steps.map(({ id, name }) => ({ id, name })),
    stuck: stuckSteps(each, facts),
    deadlines: deadlineChanges(each, facts, (timer) =>
      dueAt(timer, valueIn(each.processInstanceId, timer.rule), clock.now()),
    ),
  }));
  return {
    from,
    to,
    instances,
    plan: { sourceProcessDefinitionId: from.id, targetProcessDefinitionId: to.id, instructions },
  };
}

/** Values of the variables that timers name; where an instance has several of one name, none: the engine alone knows which counts. */
async function variablesOf(engine: EngineClient, after: PlanFacts['after'], standing: readonly Standing[]) {
  const names = new Set([...after.values()].flatMap(({ timer }) => (timer && variableIn(timer.rule)) ?? []));
  const values = new Map<string, unknown>();
  const processInstanceIdIn = standing.map((each) => each.processInstanceId);
  if (processInstanceIdIn.length === 0) return () => undefined;
  for (const variableName of names) {
    for (const row of await rowsAt(engine, '/variable-instance', { processInstanceIdIn, variableName })) {
      const key = `${row['processInstanceId']} ${variableName}`;
      values.set(key, values.has(key) ? undefined : row['value']);
    }
  }
  return (processInstanceId: string, rule: string) => values.get(`${processInstanceId} ${variableIn(rule)}`);
}
