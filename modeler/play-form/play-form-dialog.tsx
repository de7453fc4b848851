import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';

/** A form filled in for trial: what completing the task would bring as variables; nothing is sent. */
export function PlayFormDialog(props: { schema: object; onClose: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  const [outcome, setOutcome] = useState<{ data: object; wrong: number }>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let gone = false;
    let leave = () => {};
    const show = async () => {
      const { playForm } = await import('./form-viewer.ts');
      if (gone || !place.current) return;
      leave = await playForm(place.current, props.schema, (data, wrong) => setOutcome({ data, wrong }));
      if (gone) leave();
    };
    show().catch((error: unknown) => setFailure(reasonOf(error)));
    return () => {
      gone = true;
      leave();
    };
  }, [props.schema]);
  return (
    <Dialog title={say('playTitle')} close={say('close')} onClose={props.onClose}>
      {failure === undefined ? null : <Notice tone="bad">{failure}</Notice>}
      <div ref={place} />
      <div class="actions">
        <button
          type="button"
          class="primary"
          onClick={() => place.current?.dispatchEvent(new CustomEvent('play-form-submit'))}
        >
          {say('playSubmit')}
        </button>
      </div>
      {outcome ? (
        <Notice tone={outcome.wrong > 0 ? 'bad' : 'good'}>
          {outcome.wrong > 0 ? say('playWrong', { count: outcome.wrong }) : say('playData')}
          {outcome.wrong > 0 ? null : <pre>{JSON.stringify(outcome.data, null, 2)}</pre>}
        </Notice>
      ) : null}
    </Dialog>
  );
}
