import type { Refuse } from './check-model.ts';
import type { Element } from './graph.ts';

/** Flows into and out of an element. */
export function checkFlows(element: Element, refuse: Refuse): void {
  if (element.behavior === 'exclusive-gateway') checkExclusiveGateway(element, refuse);
  else if (element.defaultFlow?.condition) {
    refuse(element, 'default', `default flow '${element.defaultFlow.id}' must not have a condition`);
  }
  if (element.type === 'startEvent' && element.incoming.length > 0) {
    refuse(element, null, 'a start event must not have an incoming sequence flow');
  }
  if (element.type === 'endEvent' && element.outgoing.length > 0) {
    refuse(element, null, 'an end event must not have an outgoing sequence flow');
  }
  if (element.type === 'boundaryEvent' && element.incoming.length > 0) {
    refuse(element, null, 'a boundary event must not have an incoming sequence flow');
  }
  if (element.isForCompensation && element.incoming.length > 0) {
    refuse(
      element,
      null,
      `Invalid incoming sequence flow of compensation handler '${element.id}'. A compensation handler can not have an incoming sequence flow.`,
    );
  }
  if (element.isForCompensation && element.outgoing.length > 0) {
    refuse(
      element,
      null,
      `Invalid outgoing sequence flow of compensation handler '${element.id}'. A compensation handler can not have an outgoing sequence flow.`,
    );
  }
  if (element.asyncAfter) {
    for (const flow of element.outgoing) {
      if (!flow.isNamed)
        refuse(
          element,
          'asyncAfter',
          `Sequence flow with sourceRef='${element.id}' must have an id, activity with id '${element.id}' uses 'asyncAfter'.`,
        );
    }
  }
}

/** A single flow without a condition counts as the default; the compile step warns of it. */
function checkExclusiveGateway(gateway: Element, refuse: Refuse): void {
  const { id, outgoing, defaultFlow } = gateway;
  const prefix = `Exclusive Gateway '${id}' has`;
  if (outgoing.length === 0) refuse(gateway, null, `${prefix} no outgoing sequence flows.`);
  if (outgoing.length === 1) {
    if (outgoing[0]!.condition) {
      refuse(
        gateway,
        null,
        `${prefix} only one outgoing sequence flow ('${outgoing[0]!.id}'). This is not allowed to have a condition.`,
      );
    }
    return;
  }
  if (defaultFlow?.condition) {
    refuse(
      gateway,
      'default',
      `${prefix} outgoing sequence flow '${defaultFlow.id}' which is the default flow but has a condition too.`,
    );
  }
  const bare = outgoing.filter((flow) => !flow.condition && flow !== defaultFlow);
  if (!defaultFlow && bare.length <= 1) return;
  for (const flow of bare) {
    refuse(
      gateway,
      null,
      `${prefix} outgoing sequence flow '${flow.id}' without condition which is not the default one.`,
    );
  }
}
