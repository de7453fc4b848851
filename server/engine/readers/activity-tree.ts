import type { DefinitionSource } from '../environment.ts';
import type { Family, Incident, Instance, Node } from '../state.ts';
import { childrenOf, rootNode } from '../tree.ts';

/** The wire shape of `GET /process-instance/{id}/activity-instances`. */
export interface ActivityInstanceTree {
  id: string;
  parentActivityInstanceId: string | null;
  activityId: string;
  activityType: string;
  processInstanceId: string;
  processDefinitionId: string;
  childActivityInstances: ActivityInstanceTree[];
  childTransitionInstances: TransitionInstance[];
  executionIds: string[];
  activityName: string | null;
  name: string | null;
  incidentIds: string[];
  incidents: { id: string; activityId: string }[];
}

export interface TransitionInstance {
  id: string;
  parentActivityInstanceId: string;
  processInstanceId: string;
  processDefinitionId: string;
  activityId: string;
  targetActivityId: string;
  activityName: string | null;
  activityType: string;
  executionId: string;
  incidentIds: string[];
  incidents: { id: string; activityId: string }[];
}

/** The tokens of an instance as a tree of activity instances; what waits at an asynchronous continuation is a transition instance. */
export function activityInstanceTree(
  definitions: DefinitionSource,
  family: Family,
  instance: Instance,
): ActivityInstanceTree {
  const { graph } = definitions.process(instance.definitionId);
  const incidentsAt = new Map<string, Incident[]>();
  for (const incident of family.incidents.values()) {
    if (incident.instanceId !== instance.id) continue;
    const list = incidentsAt.get(incident.nodeId) ?? [];
    list.push(incident);
    incidentsAt.set(incident.nodeId, list);
  }
  return build(rootNode(instance), null);

  function build(node: Node, parentId: string | null): ActivityInstanceTree {
    const element = graph.elements.get(node.element);
    const children: ActivityInstanceTree[] = [];
    const transitions: TransitionInstance[] = [];
    for (const child of childrenOf(instance, node.id)) {
      if (child.phase === 'active' || child.phase === 'joining') children.push(build(child, node.activityInstanceId));
      else if (child.phase !== 'eventScope') transitions.push(transition(child, node.activityInstanceId));
    }
    if (node.compensates) foldUndone(node, children);
    const isRoot = node.parent === null;
    return {
      id: node.activityInstanceId,
      parentActivityInstanceId: parentId,
      activityId: isRoot ? instance.definitionId : activityId(node),
      activityType: isRoot ? 'processDefinition' : node.body ? 'multiInstanceBody' : (element?.activityType ?? ''),
      processInstanceId: instance.id,
      processDefinitionId: instance.definitionId,
      childActivityInstances: children,
      childTransitionInstances: transitions,
      executionIds: [node.id],
      activityName: element?.name ?? null,
      name: element?.name ?? null,
      ...incidentsOf(node),
    };
  }

  /**
   * Scopes inside a scope that is being undone are shown as the reference does: those of a multi-instance body as one, any
   * other not at all, what is in it in its place.
   */
  function foldUndone(node: Node, children: ActivityInstanceTree[]): void {
    const scopes = children.filter(({ id }) => isUndoneScope(node, id));
    const first = scopes[0];
    if (!first) return;
    for (const scope of node.body ? scopes.slice(1) : scopes) {
      children.splice(children.indexOf(scope), 1);
      const into = node.body ? first : null;
      (into?.childActivityInstances ?? children).push(
        ...scope.childActivityInstances.map((child) => ({
          ...child,
          parentActivityInstanceId: into?.id ?? node.activityInstanceId,
        })),
      );
      (into?.childTransitionInstances ?? []).push(...scope.childTransitionInstances);
    }
  }

  function isUndoneScope(around: Node, activityInstanceId: string): boolean {
    const child = childrenOf(instance, around.id).find((one) => one.activityInstanceId === activityInstanceId);
    const element = child && graph.elements.get(child.element);
    return child?.compensates === around.id && element?.behavior === 'sub-process' && !element.isForCompensation;
  }

  function transition(node: Node, parentId: string): TransitionInstance {
    const element = graph.elements.get(node.element);
    return {
      id: node.id,
      parentActivityInstanceId: parentId,
      processInstanceId: instance.id,
      processDefinitionId: instance.definitionId,
      activityId: activityId(node),
      targetActivityId: activityId(node),
      activityName: element?.name ?? null,
      activityType: node.body ? 'multiInstanceBody' : (element?.activityType ?? ''),
      executionId: node.id,
      ...incidentsOf(node),
    };
  }

  function incidentsOf(node: Node): { incidentIds: string[]; incidents: { id: string; activityId: string }[] } {
    const incidents = incidentsAt.get(node.id) ?? [];
    return {
      incidentIds: incidents.map((incident) => incident.id),
      incidents: incidents.map((incident) => ({ id: incident.id, activityId: incident.elementId })),
    };
  }
}

const activityId = (node: Node) => (node.body ? `${node.element}#multiInstanceBody` : node.element);
