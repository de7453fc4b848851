import { petitionText as say } from '../messages/petition.ts';
import { durationText, minuteText } from '../shell/when.ts';
import type { ActivityInstance } from '../wire/engine.ts';
import { type InstanceRecord, nameOf } from './petition-family.ts';

/** Everything recorded at the chosen element: each time the path came there, who was on it, and what failed. */
export function ElementPanel(props: {
  record: InstanceRecord;
  element: { id: string; name: string } | undefined;
  records: readonly InstanceRecord[];
  nameOfAgent: (id: string) => string;
  onClose: () => void;
  onStepIn: (instanceId: string) => void;
}) {
  const { element, record } = props;
  if (!element) return <p class="element-panel element-hint">{say('elementHint')}</p>;
  const visits = record.activities.filter((activity) => activity.activityId === element.id);
  const incidents = record.incidents.filter(
    (incident) => incident.activityId === element.id || incident.failedActivityId === element.id,
  );
  return (
    <aside class="element-panel" aria-label={element.name} aria-live="polite">
      <div class="element-head">
        <h3>{element.name}</h3>
        <button type="button" class="quiet" onClick={props.onClose}>
          {say('elementClose')}
        </button>
      </div>
      <p class="faint">{element.id}</p>
      {incidents.map((incident) => (
        <p key={incident.id} class="notice notice-bad">
          {say('incident')} {minuteText(incident.incidentTimestamp)}：
          {incident.incidentMessage ?? incident.incidentType}
        </p>
      ))}
      {visits.length === 0 && incidents.length === 0 ? <p class="empty">{say('elementNever')}</p> : null}
      <ol class="visits">
        {visits.map((visit) => (
          <li key={visit.id}>
            <Visit visit={visit} record={record} nameOfAgent={props.nameOfAgent} />
            {visit.calledProcessInstanceId ? (
              <button type="button" onClick={() => props.onStepIn(visit.calledProcessInstanceId ?? '')}>
                {say('stepInto', {
                  name: calledName(props.records, visit.calledProcessInstanceId),
                })}
              </button>
            ) : null}
          </li>
        ))}
      </ol>
    </aside>
  );
}

function calledName(records: readonly InstanceRecord[], id: string): string {
  const called = records.find((record) => record.instance.id === id);
  return called ? nameOf(called) : '';
}

function Visit(props: { visit: ActivityInstance; record: InstanceRecord; nameOfAgent: (id: string) => string }) {
  const { visit, record } = props;
  const task = record.tasks.find((each) => each.id === visit.taskId);
  const attempts = record.log.filter((each) => each.activityInstanceId === visit.id && !each.creationLog);
  const assignee = visit.assignee ?? task?.assignee;
  const facts: [string, string][] = [[say('from'), minuteText(visit.startTime)]];
  facts.push([say('until'), visit.endTime === null ? say('openSince') : minuteText(visit.endTime)]);
  if (visit.durationInMillis !== null) facts.push([say('lasted'), durationText(visit.durationInMillis)]);
  if (task) facts.push([say('who'), assignee ? props.nameOfAgent(assignee) : say('nobody')]);
  if (task?.due) facts.push([say('due'), minuteText(task.due)]);
  if (visit.canceled) facts.push([say('result'), say('canceled')]);
  for (const attempt of attempts) {
    const who = attempt.workerId ? `${say('workerNamed', { worker: attempt.workerId })} ` : '';
    const how = attempt.failureLog
      ? say('failedTry', { reason: attempt.errorMessage ?? '' })
      : say(attempt.successLog ? 'succeeded' : 'canceled');
    facts.push([minuteText(attempt.timestamp), `${who}${how}`]);
  }
  return (
    <dl class="visit">
      {facts.map(([name, value], index) => (
        <div key={`${name}:${index}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
