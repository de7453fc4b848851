import { homeText as say } from '../messages/home.ts';
import type { Column } from '../shell/data-table.tsx';
import { dayText, minuteText } from '../shell/when.ts';
import { labelOf } from '../wire/code-labels.ts';
import type { CodeLists, PetitionRow, Step } from '../wire/register.ts';

function Steps(props: { row: PetitionRow }) {
  const { steps } = props.row;
  if (steps === null) return <span class="faint">{say('stepUnknown')}</span>;
  if (steps.length === 0) return <span class="faint">{say('stepNone')}</span>;
  return (
    <ul class="steps">
      {grouped(steps).map(([step, count]) => (
        <li key={lineOf(step)} title={minuteText(step.due)}>
          {step.name ?? step.activityId}
          {count > 1 ? <span class="faint"> × {count}</span> : null}
          {step.late ? <span class="badge badge-bad">{say('stepLate')}</span> : null}
        </li>
      ))}
    </ul>
  );
}

/** Steps of the same name here share a line of the list. */
const lineOf = ({ processInstanceId, activityId, late }: Step): string => `${processInstanceId}:${activityId}:${late}`;

/** One line for a step that stands before several people at once, with how many. */
function grouped(steps: readonly Step[]): [Step, number][] {
  const groups = new Map<string, [Step, number]>();
  for (const step of steps) {
    const group = groups.get(lineOf(step));
    if (group) group[1] += 1;
    else groups.set(lineOf(step), [step, 1]);
  }
  return [...groups.values()];
}

/** What the list shows of a petition, in reading order. */
export function petitionColumns(codes: CodeLists | undefined): Column<PetitionRow>[] {
  return [
    {
      key: 'number',
      heading: say('number'),
      part: 'lead',
      cell: (row) => (
        <>
          <a class="number" href={`/petitions/${encodeURIComponent(row.businessKey)}`}>
            {row.businessKey}
          </a>
          <span class="summary">{row.summary}</span>
        </>
      ),
    },
    { key: 'subject', heading: say('subject'), cell: (row) => labelOf(codes, 'subjectCode', row.subjectCode) },
    { key: 'area', heading: say('area'), cell: (row) => <span title={row.areaPath}>{row.areaName}</span> },
    { key: 'step', heading: say('step'), cell: (row) => <Steps row={row} /> },
    { key: 'level', heading: say('level'), cell: (row) => labelOf(codes, 'level', row.level) },
    {
      key: 'deadline',
      heading: say('deadline'),
      cell: (row) => (
        <span class="deadline">
          {dayText(row.deadlineAt)}
          {row.late ? <span class="badge badge-bad">{say('late')}</span> : null}
        </span>
      ),
    },
    {
      key: 'state',
      heading: say('state'),
      cell: (row) => <span class={`badge badge-${row.state}`}>{labelOf(codes, 'state', row.state)}</span>,
    },
  ];
}
