import { petitionText as say } from '../messages/petition.ts';
import { dayText } from '../shell/when.ts';
import { callChain, type InstanceRecord, nameOf } from './petition-family.ts';

/** How an instance stands, as a badge. */
function StateBadge(props: { record: InstanceRecord }) {
  const { instance, incidents } = props.record;
  if (incidents.length > 0) return <span class="badge badge-bad">{say('markFailed')}</span>;
  if (instance.endTime === null) return <span class="badge badge-wait">{say('instanceRunning')}</span>;
  if (instance.state === 'COMPLETED') return <span class="badge badge-good">{say('instanceEnded')}</span>;
  return <span class="badge">{say('instanceCanceled')}</span>;
}

/** All process instances of the petition as the tree of their calls. */
export function InstanceTree(props: {
  records: readonly InstanceRecord[];
  shownId: string;
  onShow: (instanceId: string) => void;
}) {
  return (
    <nav class="instance-tree" aria-label={say('instances')}>
      <h3>{say('instances')}</h3>
      <ul>
        {props.records.map((record) => {
          const depth = callChain(props.records, record.instance.id).length - 1;
          const current = record.instance.id === props.shownId;
          return (
            <li key={record.instance.id} style={{ '--depth': depth }}>
              <button
                type="button"
                class={current ? 'instance-now' : undefined}
                aria-current={current ? 'true' : undefined}
                onClick={() => props.onShow(record.instance.id)}
              >
                <span class="instance-name">{nameOf(record)}</span>
                <span class="instance-date">{dayText(record.instance.startTime)}</span>
                <StateBadge record={record} />
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
