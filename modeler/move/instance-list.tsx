import { minuteText } from '../../desk/shell/when.ts';
import { modelerText as say } from '../messages.ts';
import type { DeadlineChange, InstancePreview } from './moves.ts';

const timeText = (ms: number): string => minuteText(new Date(ms).toISOString());

function deadlineText({ name, what, before, after, rule }: DeadlineChange): string {
  const at = after === null ? say('moveByRule', { rule: rule ?? '' }) : timeText(after);
  if (what === 'dropped') return say('moveDropped', { name });
  if (what === 'added') return say('moveAdded', { name, at });
  return say('moveChanged', { name, before: before === null ? '—' : timeText(before), at });
}

/** One line for each kind of deadline that changes: of how many instances. */
export function DeadlineSummary({ instances }: { instances: readonly InstancePreview[] }) {
  const kinds = new Map<string, { change: DeadlineChange; count: number }>();
  for (const change of instances.flatMap((each) => each.deadlines)) {
    const key = `${change.activityId} ${change.what}`;
    kinds.set(key, { change, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  if (kinds.size === 0) return <p class="faint">{say('moveNoDeadline')}</p>;
  return (
    <ul>
      {[...kinds].map(([key, { change, count }]) => (
        <li key={key}>{say(`movePeriod_${change.what}`, { name: change.name, rule: change.rule ?? '', count })}</li>
      ))}
    </ul>
  );
}

/** Every instance: where it stands, why it cannot be moved, which deadline changes; with `onToggle`, one chooses which are moved. */
export function InstanceList(props: {
  instances: readonly InstancePreview[];
  version: number;
  /** Those that stay although they could be moved. */
  left?: ReadonlySet<string>;
  onToggle?: (processInstanceId: string) => void;
}) {
  const { onToggle } = props;
  return (
    <fieldset class="move-list" aria-label={say('moveWhich')}>
      {props.instances.map((instance) =>
        onToggle ? (
          <label key={instance.processInstanceId}>
            <input
              type="checkbox"
              disabled={instance.stuck.length > 0}
              checked={instance.stuck.length === 0 && !props.left?.has(instance.processInstanceId)}
              onChange={() => onToggle(instance.processInstanceId)}
            />
            <InstanceLine instance={instance} version={props.version} />
          </label>
        ) : (
          <InstanceLine key={instance.processInstanceId} instance={instance} version={props.version} />
        ),
      )}
    </fieldset>
  );
}

function InstanceLine({ instance, version }: { instance: InstancePreview; version: number }) {
  const { processInstanceId, businessKey, steps, stuck, deadlines } = instance;
  return (
    <span>
      {businessKey ?? processInstanceId} <span class="faint">{steps.map(({ name }) => name).join('、')}</span>
      {stuck.map(({ id, name, why }) => (
        <span key={id} class="move-stuck">
          {say(`moveStuck_${why}`, { name, version })}
        </span>
      ))}
      {deadlines.map((each) => (
        <span key={`${each.activityId} ${each.what}`} class="move-deadline">
          {deadlineText(each)}
        </span>
      ))}
    </span>
  );
}
