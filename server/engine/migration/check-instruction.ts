import { eventScopeOf, flowScopeOf, idOf, isSamePlace, type Place } from '../model/place.ts';
import { kindOf, waitsForEvent } from './activity-kind.ts';
import type { Mapped, Mapping } from './mapping.ts';

/** What forbids one instruction among the others of its plan, in the reference's words. `definitionIds` name the processes. */
export interface DefinitionIds {
  readonly source: string;
  readonly target: string;
}

type Check = (mapped: Mapped, mapping: Mapping, ids: DefinitionIds) => string | null;

/** Everything that is wrong with an instruction. */
export function failuresOf(mapped: Mapped, mapping: Mapping, ids: DefinitionIds): string[] {
  return CHECKS.map((check) => check(mapped, mapping, ids)).filter((failure) => failure !== null);
}

/** In the reference's order. */
const CHECKS: readonly Check[] = [
  sameKind,
  sameEvent,
  mappedOnce,
  bodyIsMapped,
  innerIsMapped,
  innerStays,
  gateway,
  sameEventScope,
  canUpdateTrigger,
  staysInsideAncestor,
  conditionalUpdates,
];

const SUB_PROCESSES = new Set(['SubProcessActivityBehavior', 'EventSubProcessActivityBehavior']);

function sameKind({ source, target }: Mapped): string | null {
  const [from, to] = [kindOf(source), kindOf(target)];
  if (from === to || (SUB_PROCESSES.has(from) && SUB_PROCESSES.has(to))) return null;
  return `Activities have incompatible types (${from} is not compatible with ${to})`;
}

function sameEvent({ source, target }: Mapped): string | null {
  const listens = (place: Place) => /^(Boundary|EventSubProcessStart)/.test(kindOf(place));
  const [from, to] = [source.element.activityType, target.element.activityType];
  return listens(source) && listens(target) && from !== to
    ? `Events are not of the same type (${from} != ${to})`
    : null;
}

function mappedOnce({ source }: Mapped, mapping: Mapping): string | null {
  const all = mapping.from(source);
  if (all.length <= 1) return null;
  const words = all.map(
    (one) =>
      `ValidatingMigrationInstructionImpl{sourceActivity=Activity(${idOf(one.source)}), targetActivity=Activity(${idOf(one.target)})}`,
  );
  return `There are multiple mappings for source activity id '${idOf(source)}': ${words.join(', ')}`;
}

function bodyIsMapped({ target }: Mapped, mapping: Mapping): string | null {
  for (let at = flowScopeOf(target); at && mapping.to(at).length === 0; at = flowScopeOf(at)) {
    if (at.body)
      return `Target activity '${idOf(target)}' is a descendant of multi-instance body '${idOf(at)}' that is not mapped from the source process definition.`;
  }
  return null;
}

function innerIsMapped({ target }: Mapped, mapping: Mapping): string | null {
  if (!target.body || mapping.to({ element: target.element, body: false }).length > 0) return null;
  return 'Must map the inner activity of a multi-instance body when the body is mapped';
}

function innerStays({ source }: Mapped, mapping: Mapping): string | null {
  if (!source.body || mapping.from({ element: source.element, body: false }).length > 0) return null;
  return 'Cannot remove the inner activity of a multi-instance body when the body is mapped';
}

function gateway({ source, target }: Mapped, mapping: Mapping): string | null {
  if (target.element.behavior !== 'parallel-gateway' && target.element.behavior !== 'inclusive-gateway') return null;
  if (source.element.incoming.length > target.element.incoming.length)
    return 'The target gateway must have at least the same number of incoming sequence flows that the source gateway has';
  const scope = flowScopeOf(source)!;
  if (!mapping.targetOf(scope)) return `The gateway's flow scope '${idOf(scope)}' must be mapped`;
  return mapping.to(target).length > 1 ? `Only one gateway can be mapped to gateway '${idOf(target)}'` : null;
}

function sameEventScope({ source, target }: Mapped, mapping: Mapping, ids: DefinitionIds): string | null {
  if (source.element.type === 'boundaryEvent' && source.element.event?.kind === 'compensation') return null;
  const from = listeningScope(source);
  if (!from || isSamePlace(from, flowScopeOf(source)!)) return null;
  const to = listeningScope(target);
  const fromName = nameOf(from, ids.source);
  if (!to)
    return `The source activity's event scope (${fromName}) must be mapped but the target activity has no event scope`;
  const mapped = mapping.targetOf(from);
  if (mapped && isSamePlace(mapped, to)) return null;
  return `The source activity's event scope (${fromName}) must be mapped to the target activity's event scope (${nameOf(to, ids.target)})`;
}

/** Where the listening for an event happens: for an event that a token waits at, there, or at the gateway before it. */
function listeningScope(place: Place): Place | null {
  const { element } = place;
  if (element.type !== 'intermediateCatchEvent' && element.type !== 'receiveTask') return eventScopeOf(place);
  const gate = element.incoming.find((flow) => flow.source.behavior === 'event-based-gateway')?.source;
  return gate ? { element: gate, body: false } : place;
}

function nameOf(place: Place, definitionId: string): string {
  return place.element.scope ? idOf(place) : definitionId;
}

function canUpdateTrigger({ instruction, source }: Mapped): string | null {
  if (!instruction.updateEventTrigger || waitsForEvent(source)) return null;
  return 'Cannot update event trigger because the activity does not define a persistent event trigger';
}

function staysInsideAncestor({ source, target }: Mapped, mapping: Mapping): string | null {
  let ancestor = flowScopeOf(source);
  while (ancestor && mapping.from(ancestor).length === 0) ancestor = flowScopeOf(ancestor);
  const mapped = ancestor && mapping.from(ancestor)[0];
  if (!ancestor || !mapped) return null;
  for (let at = flowScopeOf(target); at; at = flowScopeOf(at)) if (isSamePlace(at, mapped.target)) return null;
  return `The closest mapped ancestor '${idOf(ancestor)}' is mapped to scope '${idOf(mapped.target)}' which is not an ancestor of target scope '${idOf(target)}'`;
}

function conditionalUpdates({ instruction, source, target }: Mapped): string | null {
  const isConditional = (place: Place) => !place.body && place.element.event?.kind === 'conditional';
  if (instruction.updateEventTrigger || !isConditional(source) || !isConditional(target)) return null;
  return 'Conditional event has to migrate with update event trigger.';
}
