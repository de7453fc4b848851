import type { ProcessGraph } from '../engine/engine.ts';
import type { KnownDefinitions } from '../replay/known-definitions.ts';
import type { Recording } from '../replay/recording.ts';

/**
 * Why a petition cannot be replayed. `startInstructions`: somebody put its first tokens into the middle of the diagram, and of all that was
 * told then history keeps only where the first one stood.
 */
export type Exclusion = 'startInstructions';

/**
 * Why a petition cannot be replayed; null when it can. One instruction that names a start event is a start like any other,
 * so it is replayed; what was put beside it is known by more tokens than the flows brought.
 */
export function exclusionOf(recording: Recording, definitions: KnownDefinitions): Exclusion | null {
  const { root } = recording;
  const graph = definitions.graph(root.definitionId);
  if (!graph) return null;
  const start = graph.elements.get(root.startActivityId ?? '');
  if (start?.type !== 'startEvent' || start.scope !== graph.root) return 'startInstructions';
  // Moved since: it did not begin by this diagram, whose flows tell nothing of its beginning.
  if (definitions.process(root.definitionId).deploymentId > root.id) return null;
  return hasTokensByHand(recording, graph) ? 'startInstructions' : null;
}

/** Whether, at the start, somewhere in the process itself more tokens arrived than its flows can have brought. */
function hasTokensByHand({ root, family }: Recording, graph: ProcessGraph): boolean {
  const entered = new Map<string, number>();
  for (const { parentId, startedAt, activityId } of family.activities) {
    if (parentId !== root.id || startedAt !== root.startedAt) continue;
    const [id = ''] = activityId.split('#');
    entered.set(id, (entered.get(id) ?? 0) + 1);
  }
  return [...entered].some(([id, count]) => {
    const element = graph.elements.get(id);
    if (element?.type === 'startEvent') return count > (id === root.startActivityId ? 1 : 0);
    // What no flow leads to comes by an event, a link or a compensation.
    if (!element || element.incoming.length === 0) return false;
    return count > element.incoming.reduce((sum, { source }) => sum + (entered.get(source.id) ?? 0), 0);
  });
}
