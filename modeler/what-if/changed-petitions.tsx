import { useState } from 'preact/hooks';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { whatIfText as say } from './texts.ts';
import { TwoPathsView } from './two-paths.tsx';
import { type ChangedPetition, type PetitionFigures, readChanged, type TriedModel } from './what-if-run.ts';

const DAY_MS = 86_400_000;
const PAGE = 20;
const LEVELS = ['community', 'town', 'district', 'city'] as const;

/** The petitions that take another path; each can be looked at. */
export function ChangedPetitions(props: { runId: string; tried: readonly TriedModel[] }) {
  const [most, setMost] = useState(PAGE);
  const list = useLoaded(() => readChanged(props.runId, 0, most), [props.runId, most]);
  const [shown, setShown] = useState<ChangedPetition>();
  if (list.error) return <Notice tone="bad">{reasonOf(list.error)}</Notice>;
  if (!list.value) return <p class="empty">{say('loading')}</p>;
  const { count, petitions } = list.value;
  return (
    <section>
      <h3>{say('list')}</h3>
      {count === 0 ? <p class="empty">{say('listNone')}</p> : null}
      {count > 0 ? (
        <table class="what-if-list">
          <thead>
            <tr>
              <th>{say('listNumber')}</th>
              <th>{say('listLevel')}</th>
              <th>{say('listDays')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {petitions.map((each) => (
              <tr key={each.rootId}>
                <td>
                  {nameOf(each)}
                  {each.problem === null ? null : (
                    <div class="faint">{say('listProblem', { reason: each.problem })}</div>
                  )}
                </td>
                <td>
                  {levelText(each.before)} → {levelText(each.after)}
                </td>
                <td class="numeric">
                  {daysText(each.before)} → {daysText(each.after)}
                </td>
                <td>
                  <button type="button" aria-pressed={shown?.rootId === each.rootId} onClick={() => setShown(each)}>
                    {say('listPaths')}
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {count > petitions.length ? (
        <button type="button" disabled={list.busy} onClick={() => setMost(most + PAGE)}>
          {say('listMore', { count: Math.min(PAGE, count - petitions.length) })}
        </button>
      ) : null}
      {shown ? (
        <TwoPathsView
          key={shown.rootId}
          runId={props.runId}
          rootId={shown.rootId}
          name={nameOf(shown)}
          tried={props.tried}
        />
      ) : null}
    </section>
  );
}

const nameOf = ({ businessKey, rootId }: ChangedPetition): string => businessKey ?? rootId;
const levelText = ({ level }: PetitionFigures): string => say(`level_${LEVELS[level] ?? 'none'}`);
const daysText = ({ startedAt, endedAt }: PetitionFigures): string =>
  endedAt === null ? say('running') : ((endedAt - startedAt) / DAY_MS).toFixed(1);
