import {
  isSelectEntryEdited,
  isTextFieldEntryEdited,
  SelectEntry,
  type SelectOption,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { h } from '@bpmn-io/properties-panel/preact';
import { useService } from 'bpmn-js-properties-panel';
import type { ModdleElement } from 'bpmn-moddle';
import type { House } from '../house/house.ts';
import { modelerText as say } from '../messages.ts';

/** Groups of the panel that this house never uses: code, listeners, connectors, job settings. They stay in the file. */
const UNUSED = new Set(
  [
    'CandidateStarter',
    'ConnectorInput',
    'ConnectorOutput',
    'ExecutionListener',
    'FieldInjection',
    'FormData',
    'JobExecution',
    'Script',
    'StartInitiator',
    'TaskListener',
    'Tasklist',
  ].map((name) => `CamundaPlatform__${name}`),
);

interface DiagramElement {
  type: string;
  businessObject: ModdleElement;
}

interface Group {
  id: string;
  [member: string]: unknown;
}

interface PanelEntry {
  element: DiagramElement;
  id: string;
}

interface Field {
  id: string;
  property: string;
  label: () => string;
  /** Values to choose from; without it a text is typed. */
  options?: (house: House | undefined) => SelectOption[];
  /** Written along with the property. */
  along?: Record<string, string>;
}

const plain = (values: readonly string[] = []): SelectOption[] => values.map((value) => ({ value, label: value }));

/** What the house asks of each kind of step, on top of the panel. */
const FIELDS: Readonly<Record<string, readonly Field[]>> = {
  'bpmn:ServiceTask': [
    {
      id: 'houseTopic',
      property: 'camunda:topic',
      label: () => say('houseTopic'),
      options: (house) =>
        (house?.topics ?? []).map(({ name, title }) => ({ value: name, label: `${title}（${name}）` })),
      along: { 'camunda:type': 'external' },
    },
  ],
  'bpmn:UserTask': [
    {
      id: 'houseRole',
      property: 'camunda:candidateGroups',
      label: () => say('houseRole'),
      options: (house) => (house?.roles ?? []).map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      id: 'houseForm',
      property: 'camunda:formRef',
      label: () => say('houseForm'),
      options: (house) => plain(house?.deployed.forms),
      along: { 'camunda:formRefBinding': 'latest' },
    },
    { id: 'houseDueDate', property: 'camunda:dueDate', label: () => say('houseDueDate') },
  ],
  'bpmn:BusinessRuleTask': [
    {
      id: 'houseDecision',
      property: 'camunda:decisionRef',
      label: () => say('houseDecision'),
      options: (house) => plain(house?.deployed.decisions),
    },
  ],
  'bpmn:CallActivity': [
    {
      id: 'houseProcess',
      property: 'calledElement',
      label: () => say('houseProcess'),
      options: (house) => plain(house?.deployed.processes),
    },
  ],
};

/** The component of one field: writes through the modeler, so that it can be undone. */
function fieldComponent(field: Field, house: () => House | undefined) {
  return ({ element, id }: PanelEntry) => {
    const modeling = useService('modeling');
    const debounce = useService('debounceInput');
    const getValue = () => element.businessObject.get(field.property) ?? '';
    const setValue = (value: string | undefined) =>
      modeling.updateProperties(element, { ...field.along, [field.property]: value || undefined });
    const shared = { element, id, label: field.label(), getValue, setValue, debounce };
    const { options } = field;
    if (!options) return h(TextFieldEntry, shared);
    const getOptions = () => {
      const known = options(house());
      const value = String(getValue());
      // What stands in the file stays to be chosen, though the house does not know it.
      const other = value === '' || known.some((each) => each.value === value) ? [] : plain([value]);
      return [{ value: '', label: '' }, ...known, ...other];
    };
    return h(SelectEntry, { ...shared, getOptions });
  };
}

/** Module for bpmn-js: a group of the house at the top of the panel, and the groups nobody here uses taken away. */
export function housePropertiesModule(house: () => House | undefined): Record<string, unknown> {
  class HouseProperties {
    static $inject = ['propertiesPanel'];

    constructor(propertiesPanel: { registerProvider: (priority: number, provider: HouseProperties) => void }) {
      propertiesPanel.registerProvider(200, this);
    }

    getGroups(element: DiagramElement) {
      return (groups: Group[]) => {
        const used = groups.filter((group) => !UNUSED.has(group.id));
        const fields = FIELDS[element.type];
        if (!fields) return used;
        const entries = fields.map((field) => ({
          id: field.id,
          element,
          component: fieldComponent(field, house),
          isEdited: field.options ? isSelectEntryEdited : isTextFieldEntryEdited,
        }));
        const own = { id: 'house', label: say('houseGroup'), shouldOpen: true, entries };
        const [general, ...rest] = used;
        return general ? [general, own, ...rest] : [own];
      };
    }
  }
  return { __init__: ['houseProperties'], houseProperties: ['type', HouseProperties] };
}
