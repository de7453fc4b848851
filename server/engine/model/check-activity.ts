import type { CompiledExpression } from '../expressions/compile-expression.ts';
import type { Refuse } from './check-model.ts';
import type { Element } from './graph.ts';

/** Mappings, priorities and forms of an element. */
export function checkActivity(element: Element, refuse: Refuse): void {
  checkMappings(element, refuse);
  checkNumber(element, 'jobPriority', element.jobPriority, refuse);
  checkNumber(element, 'taskPriority', element.external?.priority ?? null, refuse);
  if (element.form?.key && element.form.ref) {
    refuse(
      element,
      'formRef',
      'Invalid element definition: only one of the attributes formKey and formRef is allowed.',
    );
  }
}

function checkMappings(element: Element, refuse: Refuse): void {
  if (element.inputs.length + element.outputs.length === 0) return;
  const { type } = element;
  const takes =
    /[Tt]ask$|[eE]vent$|^(transaction|subProcess|callActivity)$/.test(type) &&
    type !== 'boundaryEvent' &&
    type !== 'startEvent';
  if (!takes) refuse(element, 'inputOutput', `camunda:inputOutput mapping unsupported for element type '${type}'.`);
  if (element.behavior === 'event-sub-process') {
    refuse(
      element,
      'inputOutput',
      `camunda:inputOutput mapping unsupported for element type '${type}' with attribute 'triggeredByEvent = true'.`,
    );
  }
  if (element.outputs.length === 0) return;
  if (type === 'endEvent')
    refuse(element, 'outputParameter', `camunda:outputParameter not allowed for element type '${type}'.`);
  if (element.loop)
    refuse(element, 'outputParameter', 'camunda:outputParameter not allowed for multi-instance constructs');
}

function checkNumber(element: Element, property: string, expression: CompiledExpression | null, refuse: Refuse): void {
  if (expression?.isLiteral && !/^-?\d+$/.test(expression.source.trim())) {
    refuse(element, property, `Value '${expression.source}' for attribute '${property}' is not a number`);
  }
}
