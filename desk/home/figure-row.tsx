import { homeText as say } from '../messages/home.ts';
import { Notice } from '../shell/notice.tsx';
import type { DefinitionStatistics } from '../wire/engine.ts';
import type { Summary } from '../wire/register.ts';
import { incidentsOf } from './process-groups.ts';

/** The few figures that say at a glance whether all is well. */
export function FigureRow(props: {
  summary: Summary | undefined;
  statistics: readonly DefinitionStatistics[] | undefined;
  /** Whether the figures of the engine are shown. */
  running: boolean;
}) {
  const { summary, statistics } = props;
  const running = statistics?.reduce((sum, each) => sum + each.instances, 0);
  const incidents = statistics?.reduce((sum, each) => sum + incidentsOf(each), 0);
  const figures: {
    key: 'total' | 'open' | 'late' | 'running' | 'incidents';
    value: number | undefined;
    bad?: boolean;
  }[] = [
    { key: 'total', value: summary?.total },
    { key: 'open', value: summary?.open },
    { key: 'late', value: summary?.late, bad: true },
    ...(props.running
      ? [
          { key: 'running' as const, value: running },
          { key: 'incidents' as const, value: incidents, bad: true },
        ]
      : []),
  ];
  return (
    <>
      <dl class="figures">
        {figures.map((figure) => (
          <div key={figure.key} class={figure.bad && figure.value ? 'figure figure-bad' : 'figure'}>
            <dt>{say(figure.key)}</dt>
            <dd>{figure.value ?? '—'}</dd>
          </div>
        ))}
      </dl>
      {summary && summary.outbox.failing > 0 ? (
        <Notice tone="bad">{say('outboxFailing', { count: summary.outbox.failing })}</Notice>
      ) : null}
    </>
  );
}
