import { useEffect, useState } from 'preact/hooks';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { minuteText } from '../../desk/shell/when.ts';
import type { Editor } from '../editors/editor.ts';
import { modelerText as say } from '../messages.ts';
import { editorName, rememberEditorName } from '../who/editor-name.ts';
import { addComment, readComments, removeComment } from './comments.ts';
import './comments.css';

/** The remarks pinned to elements: all of them, and a form for one on the element that is selected. */
export function CommentPanel(props: { name: string; editor: Editor | undefined; selected: string | undefined }) {
  const { name, editor, selected } = props;
  const comments = useLoaded(() => readComments(name), [name]);
  const [author, setAuthor] = useState(editorName);
  const [content, setContent] = useState('');
  const [failure, setFailure] = useState<string>();
  const list = comments.value ?? [];
  useEffect(() => editor?.showComments(list.map((each) => each.elementId)), [editor, comments.value]);
  const change = async (made: Promise<unknown>) => {
    try {
      await made;
      setContent('');
      setFailure(undefined);
      comments.reload();
    } catch (error) {
      setFailure(reasonOf(error));
    }
  };
  return (
    <details class="fold comments">
      <summary>{say('comments', { count: list.length })}</summary>
      {failure === undefined ? null : <Notice tone="bad">{failure}</Notice>}
      <ul>
        {list.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => void editor?.select(each.elementId)}>
              {each.elementId}
            </button>{' '}
            {each.content}{' '}
            <span class="faint">
              {each.author} {minuteText(new Date(each.writtenAt).toISOString())}
            </span>{' '}
            <button type="button" class="quiet" onClick={() => void change(removeComment(name, each.id))}>
              {say('commentDone')}
            </button>
          </li>
        ))}
      </ul>
      {selected === undefined ? (
        <p class="faint">{say('commentSelect')}</p>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            rememberEditorName(author);
            void change(addComment(name, { elementId: selected, author: author.trim(), content: content.trim() }));
          }}
        >
          <label>
            <span>{say('commentAuthor')}</span>
            <input required value={author} maxLength={100} onInput={(event) => setAuthor(event.currentTarget.value)} />
          </label>
          <label>
            <span>{say('commentOn', { element: selected })}</span>
            <input
              required
              value={content}
              maxLength={1000}
              onInput={(event) => setContent(event.currentTarget.value)}
            />
          </label>
          <button type="submit">{say('commentAdd')}</button>
        </form>
      )}
    </details>
  );
}
