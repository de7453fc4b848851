import { useLoaded } from '../../desk/shell/loaded.ts';
import { modelerText as say } from '../messages.ts';
import { dmnChanges } from './dmn-changes.ts';

async function readChanges(before: string, after: string) {
  const { DmnModdle } = await import('dmn-moddle');
  const read = async (xml: string) => (await new DmnModdle().fromXML(xml)).rootElement;
  return dmnChanges(await read(before), await read(after));
}

/** The rows of a table that differ between two versions, cell by cell. */
export function DmnDiff({ before, after }: { before: string; after: string }) {
  const changes = useLoaded(() => readChanges(before, after), [before, after]);
  if (changes.value?.length === 0) return <p class="empty">{say('diffNone')}</p>;
  return (
    <ul class="diff-list">
      {changes.value?.map((change) => (
        <li key={`${change.decisionId}:${change.rowId}`}>
          <span class={`diff-badge diff-badge-${change.what}`}>{say(`diff_${change.what}`)}</span> {change.decisionId}{' '}
          <span class="faint">{change.rowId}</span>
          {change.cells.map((cell) => (
            <div key={cell.column} class="diff-property">
              {cell.column || say('diffDescription')}: {cell.before === null ? null : <del>{cell.before || '—'}</del>}
              {cell.before !== null && cell.after !== null ? ' → ' : null}
              {cell.after === null ? null : <ins>{cell.after || '—'}</ins>}
            </div>
          ))}
        </li>
      ))}
    </ul>
  );
}
