import { homeText as say } from '../messages/home.ts';
import type { DefinitionStatistics } from '../wire/engine.ts';
import { groupByProcess } from './process-groups.ts';

/** What is deployed and what of it runs, one card a process. On a phone it starts folded. */
export function RunningProcesses(props: { statistics: readonly DefinitionStatistics[] | undefined }) {
  const groups = groupByProcess(props.statistics ?? []);
  const wide = typeof matchMedia === 'function' && matchMedia('(min-width: 48rem)').matches;
  return (
    <details class="processes" open={wide}>
      <summary>
        <h2>{say('processes')}</h2>
        <span class="count">{groups.length}</span>
      </summary>
      {groups.length === 0 ? (
        <p class="empty">{say(props.statistics ? 'processesNone' : 'loading')}</p>
      ) : (
        <ul class="process-cards">
          {groups.map((group) => (
            <li key={group.key} class="process-card">
              <a href={`/modeler?process=${encodeURIComponent(group.key)}`}>{group.name}</a>
              <span class="process-key">
                {group.key} · {say('version', { version: group.version })}
              </span>
              <span class="process-count">
                {say('runningCount', { count: group.running })}
                {group.runningVersions.length > 1
                  ? ` (${group.runningVersions
                      .map((each) => say('versionRunning', { version: each.version, count: each.running }))
                      .join('，')})`
                  : ''}
              </span>
              {group.incidents > 0 ? (
                <span class="badge badge-bad">{say('incidentCount', { count: group.incidents })}</span>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
