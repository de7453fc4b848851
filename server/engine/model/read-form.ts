import type { ModdleElement } from 'bpmn-moddle';
import type { FormField, FormSpec } from './graph.ts';
import { attribute, extensionsOf, type ModelReader } from './model-reader.ts';

const TYPES = ['string', 'long', 'boolean', 'date', 'enum'] as const;

/** Constraints of a field, and whether one needs a number. */
const CONSTRAINTS = new Map([
  ['required', false],
  ['readonly', false],
  ['minlength', true],
  ['maxlength', true],
  ['min', true],
  ['max', true],
]);

/** The form a task or start event names, or the fields of the one that is generated for it. */
export function readForm(reader: ModelReader, element: ModdleElement): FormSpec | null {
  const data = extensionsOf(element, 'camunda:FormData');
  const fields = data.flatMap((one) => readFields(reader, element, one));
  const key = reader.expression(element, 'formKey', element.get('camunda:formKey'));
  const ref = reader.expression(element, 'formRef', element.get('camunda:formRef'));
  if (!key && !ref && data.length === 0) return null;
  const refBinding = attribute(element, 'camunda:formRefBinding');
  if (refBinding !== null && !['deployment', 'latest', 'version'].includes(refBinding)) {
    reader.refuse(
      element,
      'formRefBinding',
      `Invalid element definition: value for formRefBinding attribute has to be one of [deployment, latest, version] but was ${refBinding}`,
    );
  }
  return {
    key,
    ref,
    refBinding,
    refVersion: reader.expression(element, 'formRefVersion', element.get('camunda:formRefVersion')),
    fields,
    businessKeyField: data.map((one) => attribute(one, 'businessKey')).find((id) => id !== null) ?? null,
  };
}

function readFields(reader: ModelReader, element: ModdleElement, data: ModdleElement): FormField[] {
  return ((data['fields'] ?? []) as ModdleElement[]).flatMap((field) => {
    const id = typeof field.id === 'string' ? field.id : '';
    const refuse = (reason: string): [] => {
      reader.refuse(element, 'formData', `form field '${id}' ${reason}`);
      return [];
    };
    if (id === '') return refuse("must have an 'id' attribute");
    const named = attribute(field, 'type');
    if (named === null) return refuse("must have a 'type' attribute");
    const type = TYPES.find((one) => one === named);
    if (!type) return refuse(`has the type '${named}': it must be one of ${TYPES.join(', ')}`);
    return [
      {
        id,
        type,
        label: reader.expression(element, `formData ${id}`, field['label']),
        defaultValue: reader.expression(element, `formData ${id}`, field['defaultValue']),
        datePattern: attribute(field, 'datePattern') ?? 'dd/MM/yyyy',
        options: ((field['values'] ?? []) as ModdleElement[]).map((value) => ({
          id: String(value.id ?? ''),
          name: String(value['name'] ?? value.id ?? ''),
        })),
        constraints: readConstraints(field, refuse),
      },
    ];
  });
}

function readConstraints(field: ModdleElement, refuse: (reason: string) => []): FormField['constraints'] {
  const validation = field['validation'] as ModdleElement | undefined;
  return ((validation?.['constraints'] ?? []) as ModdleElement[]).flatMap((constraint) => {
    const name = attribute(constraint, 'name') ?? '';
    const config = attribute(constraint, 'config');
    const needsNumber = CONSTRAINTS.get(name);
    if (needsNumber === undefined) {
      return refuse(
        `has the constraint '${name}', which is not supported: it must be one of ${[...CONSTRAINTS.keys()].join(', ')}`,
      );
    }
    if (needsNumber && !/^-?\d+(\.\d+)?$/.test(config ?? ''))
      return refuse(`: constraint '${name}' needs a number, not '${config ?? ''}'`);
    return [{ name, config }];
  });
}
