import { handoverText as say } from '../messages/handover.ts';
import { DataTable } from '../shell/data-table.tsx';
import { labelOf } from '../wire/code-labels.ts';
import type { ListedAgent } from '../wire/handover.ts';
import type { CodeLists } from '../wire/register.ts';

/** The agents of the house: who is there can leave, who is away can come back. */
export function AgentTable(props: {
  agents: readonly ListedAgent[];
  codes: CodeLists | undefined;
  nameOf: (id: string | null) => string;
  areaOf: (code: string) => string;
  onLeave: (agent: ListedAgent) => void;
  onBack: (agent: ListedAgent) => void;
}) {
  const action = (agent: ListedAgent) => {
    if (agent.left) return '—';
    return (
      <div class="actions">
        <button type="button" aria-label={say('leaveNamed', { name: agent.name })} onClick={() => props.onLeave(agent)}>
          {say('leave')}
        </button>
        {agent.onDuty ? null : (
          <button
            type="button"
            aria-label={say('comeBackNamed', { name: agent.name })}
            onClick={() => props.onBack(agent)}
          >
            {say('comeBack')}
          </button>
        )}
      </div>
    );
  };
  return (
    <section aria-labelledby="agents-heading">
      <h2 id="agents-heading">{say('agents')}</h2>
      <DataTable
        caption={say('agents')}
        rows={props.agents}
        keyOf={(agent) => agent.id}
        empty={say('none')}
        columns={[
          { key: 'name', heading: say('name'), part: 'lead', cell: (agent) => <strong>{agent.name}</strong> },
          { key: 'level', heading: say('level'), cell: (agent) => labelOf(props.codes, 'level', agent.level) },
          { key: 'area', heading: say('area'), cell: (agent) => props.areaOf(agent.areaCode) },
          { key: 'unit', heading: say('unit'), cell: (agent) => props.nameOf(agent.unitId) },
          { key: 'inHand', heading: say('inHand'), numeric: true, cell: (agent) => agent.openPetitions },
          {
            key: 'state',
            heading: say('state'),
            cell: (agent) => <span class="badge">{say(agent.left ? 'left' : agent.onDuty ? 'onDuty' : 'away')}</span>,
          },
          { key: 'actions', heading: say('actions'), cell: action },
        ]}
      />
    </section>
  );
}
