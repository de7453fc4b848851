import { petitionText as say } from '../messages/petition.ts';
import { DataTable } from '../shell/data-table.tsx';
import { reasonOf } from '../shell/http.ts';
import { useLoaded } from '../shell/loaded.ts';
import { Notice } from '../shell/notice.tsx';
import { minuteText } from '../shell/when.ts';
import { readVariables, type VariableInstance } from '../wire/engine.ts';
import { type InstanceRecord, nameOf } from './petition-family.ts';
import { valueText } from './value-text.ts';

/** The variables of the instance shown on the diagram, with their last values. */
export function Variables(props: { record: InstanceRecord }) {
  const { instance, activities } = props.record;
  const variables = useLoaded(() => readVariables(instance.id), [props.record]);
  const scopeOf = (variable: VariableInstance): string => {
    const activity = activities.find((each) => each.id === variable.activityInstanceId);
    return activity ? (activity.activityName ?? activity.activityId) : say('scopeProcess');
  };
  if (variables.error) return <Notice tone="bad">{say('failed', { reason: reasonOf(variables.error) })}</Notice>;
  const rows = (variables.value ?? []).toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <h3 class="panel-heading">{say('variablesOf', { name: nameOf(props.record) })}</h3>
      <DataTable
        caption={say('variables')}
        rows={rows}
        keyOf={(variable) => variable.id}
        empty={say(variables.busy ? 'loading' : 'variablesNone')}
        columns={[
          { key: 'name', heading: say('variable'), part: 'lead', cell: (variable) => <code>{variable.name}</code> },
          {
            key: 'value',
            heading: say('value'),
            cell: (variable) => <span class="value">{valueText(variable.value)}</span>,
          },
          { key: 'type', heading: say('type'), cell: (variable) => variable.type },
          { key: 'scope', heading: say('scope'), cell: scopeOf },
          { key: 'at', heading: say('created'), cell: (variable) => minuteText(variable.createTime) },
        ]}
      />
    </>
  );
}
