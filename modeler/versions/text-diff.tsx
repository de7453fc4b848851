import { modelerText as say } from '../messages.ts';
import { changedLines } from './changed-lines.ts';

/** What differs between two versions of a form, line by line of its JSON. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const changes = changedLines(before, after);
  if (changes.length === 0) return <p class="empty">{say('diffNone')}</p>;
  return (
    <ul class="diff-list">
      {changes.map((each, index) => (
        <li key={`${index}`}>{each.added ? <ins>{each.line}</ins> : <del>{each.line}</del>}</li>
      ))}
    </ul>
  );
}
