import { timeMs } from '../shell/time-ms.ts';
import type { ActivityInstance } from '../wire/engine.ts';

/** A sequence flow of the diagram. `joins` = its target waits for all its incoming flows (parallel or inclusive gateway). */
export interface Flow {
  id: string;
  sourceId: string;
  targetId: string;
  joins: boolean;
}

/**
 * The sequence flows that were taken. The engine keeps no history of flows, so they are told from the elements: whoever came
 * to a target came from the source that ended last before it (from every source, where the target joins).
 * `activities` in the order of occurrence.
 */
export function walkedFlows(flows: readonly Flow[], activities: readonly ActivityInstance[]): Set<string> {
  const walked = new Set<string>();
  const incoming = new Map<string, Flow[]>();
  for (const flow of flows) incoming.set(flow.targetId, [...(incoming.get(flow.targetId) ?? []), flow]);
  const indexed = activities.map((activity, index) => ({ activity, index }));
  for (const { activity: target, index } of indexed) {
    const candidates = (incoming.get(target.activityId) ?? []).flatMap((flow) => {
      const sources = indexed.filter(
        ({ activity: source, index: sourceIndex }) =>
          source.activityId === flow.sourceId &&
          sourceIndex !== index &&
          source.endTime !== null &&
          !source.canceled &&
          timeMs(source.endTime) <= timeMs(target.startTime),
      );
      const last = sources.at(-1);
      return last ? [{ flow, endMs: timeMs(last.activity.endTime), index: last.index }] : [];
    });
    if (candidates.some(({ flow }) => flow.joins)) {
      for (const { flow } of candidates) walked.add(flow.id);
      continue;
    }
    // Within one millisecond the order of occurrence decides, and nothing comes from an element that came later.
    const came = candidates
      .filter((candidate) => candidate.index < index || candidate.endMs < timeMs(target.startTime))
      .sort((a, b) => a.endMs - b.endMs || a.index - b.index)
      .at(-1);
    if (came) walked.add(came.flow.id);
  }
  return walked;
}
