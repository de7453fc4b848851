import type { ComponentChildren } from 'preact';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { durationText } from '../../desk/shell/when.ts';
import { readHouse } from '../house/house.ts';
import { whatIfText as say } from './texts.ts';
import type { Findings, Summary } from './what-if-run.ts';

const LEVELS = ['none', 'community', 'town', 'district', 'city'] as const;

/** What a run found: how far it can be trusted, then each figure beside the recorded one. */
export function FindingsTable(props: { findings: Findings; tookMs: number }) {
  const { before, after, trust, excluded } = props.findings;
  const house = useLoaded(readHouse, []);
  const roleName = (role: string) => house.value?.roles.find(({ id }) => id === role)?.name ?? (role || say('nobody'));
  const whole = trust.petitions > 0 && trust.reproduced === trust.petitions;
  return (
    <section>
      <Notice tone={whole ? 'good' : 'plain'}>
        <strong class="what-if-trust">
          {say('trust', { share: shareText(trust), reproduced: trust.reproduced, petitions: trust.petitions })}
        </strong>
      </Notice>
      <ul class="what-if-headline">
        <li>
          <strong>{say('changedPaths', { count: props.findings.otherPath })}</strong>
        </li>
        <li>{say('changedTimes', { count: props.findings.otherTimes })}</li>
        <li>{say('drawn', { count: props.findings.drawn })}</li>
        {excluded.startInstructions > 0 ? (
          <li>{say('excludedStartInstructions', { count: excluded.startInstructions })}</li>
        ) : null}
        {trust.remembered > 0 ? <li class="faint">{say('remembered', { count: trust.remembered })}</li> : null}
        {props.findings.problems > 0 ? <li>{say('problems', { count: props.findings.problems })}</li> : null}
        <li class="faint">{say('took', { time: durationText(props.tookMs) })}</li>
      </ul>
      <table class="what-if-figures">
        <thead>
          <tr>
            <th>{say('figure')}</th>
            <th>{say('before')}</th>
            <th>{say('after')}</th>
            <th>{say('difference')}</th>
          </tr>
        </thead>
        <Group title={say('petitions')}>
          <Row label={say('petitions')} pair={[before.petitions, after.petitions]} />
          <Row label={say('ended')} pair={[before.ended, after.ended]} />
        </Group>
        <Group title={say('levels')}>
          {LEVELS.map((level) => (
            <Row
              key={level}
              label={say(`level_${level}`)}
              pair={[before.levels[level] ?? 0, after.levels[level] ?? 0]}
            />
          ))}
        </Group>
        <Group title={say('legal')}>
          <Row label={say('kept')} pair={[before.legalDeadlines.kept, after.legalDeadlines.kept]} />
          <Row label={say('missed')} pair={[before.legalDeadlines.missed, after.legalDeadlines.missed]} />
        </Group>
        <Group title={say('tasks')}>
          <Row label={say('tasksDone')} pair={[before.tasks.done, after.tasks.done]} />
          <Row label={say('tasksLate')} pair={[before.tasks.late, after.tasks.late]} />
        </Group>
        <Group title={say('days')}>
          <Row label={say('daysMedian')} pair={[before.daysToEnd.median, after.daysToEnd.median]} digits={1} />
          <Row
            label={say('daysNineTenths')}
            pair={[before.daysToEnd.nineTenths, after.daysToEnd.nineTenths]}
            digits={1}
          />
          <Row label={say('daysMean')} pair={[before.daysToEnd.mean, after.daysToEnd.mean]} digits={1} />
        </Group>
        <Group title={say('load')}>
          {loadRows(before, after).map(({ role, level, pair }) => (
            <Row
              key={`${role} ${level}`}
              label={[roleName(role), levelName(level)].filter(Boolean).join(' · ')}
              pair={pair}
            />
          ))}
        </Group>
      </table>
    </section>
  );
}

const levelName = (level: string): string =>
  LEVELS.some((each) => each === level) ? say(`level_${level as 'city'}`) : level;

/** Tasks of each role and level, before and after. */
function loadRows(before: Summary, after: Summary): { role: string; level: string; pair: [number, number] }[] {
  const rows = new Map<string, { role: string; level: string; pair: [number, number] }>();
  for (const [index, { load }] of [before, after].entries()) {
    for (const { role, level, tasks } of load) {
      const row = rows.get(`${role} ${level}`) ?? { role, level, pair: [0, 0] };
      row.pair[index] = tasks;
      rows.set(`${role} ${level}`, row);
    }
  }
  return [...rows.values()];
}

function shareText({ petitions, reproduced }: Findings['trust']): string {
  if (petitions === 0) return '—';
  // What is not all must not look like all.
  return `${(Math.floor((reproduced / petitions) * 10_000) / 100).toFixed(2)} %`;
}

function Group(props: { title: string; children: ComponentChildren }) {
  return (
    <tbody>
      <tr class="what-if-group">
        <th colSpan={4} scope="rowgroup">
          {props.title}
        </th>
      </tr>
      {props.children}
    </tbody>
  );
}

function Row(props: { label: string; pair: [number | null, number | null]; digits?: number }) {
  const [before, after] = props.pair;
  const text = (value: number | null) => (value === null ? '—' : value.toFixed(props.digits ?? 0));
  const difference = before === null || after === null ? null : Number((after - before).toFixed(props.digits ?? 0));
  return (
    <tr>
      <th scope="row">{props.label}</th>
      <td class="numeric">{text(before)}</td>
      <td class="numeric">{text(after)}</td>
      <td class={`numeric ${difference ? 'what-if-differs' : 'faint'}`}>
        {difference === null ? '—' : difference > 0 ? `+${text(difference)}` : text(difference)}
      </td>
    </tr>
  );
}
