import type { DeployedProcess } from '../environment.ts';
import { idOf, isSamePlace, type Place } from '../model/place.ts';
import { isEventSubProcessStart, isMigratable, waitsForEvent } from './activity-kind.ts';
import { failuresOf } from './check-instruction.ts';
import { type Mapped, Mapping } from './mapping.ts';
import type { MigrationInstruction } from './plan.ts';

/**
 * Maps what has the same id and may be mapped, scope by scope: what is inside a scope only when the scope itself is mapped.
 * @param updateEventTriggers whether events shall be read anew; conditions always are
 */
export function generateInstructions(
  source: DeployedProcess,
  target: DeployedProcess,
  updateEventTriggers: boolean,
): MigrationInstruction[] {
  const mapping = new Mapping(source.graph, target.graph);
  const ids = { source: source.id, target: target.id };
  mapScope({ element: source.graph.root, body: false }, { element: target.graph.root, body: false });
  return mapping.all().map((mapped) => mapped.instruction);

  function mapScope(from: Place, to: Place): void {
    const targets = placesIn(to).filter(canBeMapped);
    const tried: Mapped[] = [];
    for (const place of placesIn(from).filter(canBeMapped)) {
      const same = targets.find((candidate) => isSamePlace(candidate, place));
      if (!same) continue;
      tried.push(mappedTo(place, same));
      if (place.body) tried.push(mappedTo({ ...place, body: false }, { ...same, body: false }));
    }
    for (const mapped of tried) mapping.add(mapped);
    mapping.keep((mapped) => failuresOf(mapped, mapping, ids).length === 0);
    for (const mapped of tried)
      if (!mapped.source.body && mapping.from(mapped.source)[0] === mapped) mapScope(mapped.source, mapped.target);
  }

  function mappedTo(from: Place, to: Place): Mapped {
    const isConditional = !from.body && from.element.event?.kind === 'conditional';
    const updateEventTrigger = waitsForEvent(from) && (updateEventTriggers || isConditional);
    return { instruction: { source: idOf(from), target: idOf(to), updateEventTrigger }, source: from, target: to };
  }
}

/** The places directly in a sub-process or process. */
function placesIn({ element }: Place): Place[] {
  return element.children.map((child) => ({ element: child, body: child.loop !== null }));
}

/** Events that nobody waits for in the database, such as errors, need no mapping; nor do compensation handlers. */
function canBeMapped(place: Place): boolean {
  const { element } = place;
  if (element.isForCompensation) return false;
  const isPassive = element.type === 'boundaryEvent' || isEventSubProcessStart(element);
  if (isPassive) return waitsForEvent(place) || element.event?.kind === 'compensation';
  return isMigratable(place) || element.asyncBefore !== null || element.asyncAfter !== null;
}
