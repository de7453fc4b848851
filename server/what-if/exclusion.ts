import type { KnownDefinitions } from '../replay/known-definitions.ts';
import type { Recording } from '../replay/recording.ts';

/**
 * Why a petition cannot be replayed. `startInstructions`: somebody put its first tokens into the middle of the diagram, and of all that was
 * told then history keeps only where the first one stood.
 */
export type Exclusion = 'startInstructions';

/** Why a petition cannot be replayed; null when it can. */
export function exclusionOf({ root }: Recording, definitions: KnownDefinitions): Exclusion | null {
  const graph = definitions.graph(root.definitionId);
  if (!graph) return null;
  const start = graph.elements.get(root.startActivityId ?? '');
  return start?.type === 'startEvent' ? null : 'startInstructions';
}
