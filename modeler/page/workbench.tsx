import type { MutableRef } from 'preact/hooks';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { minuteText } from '../../desk/shell/when.ts';
import { download } from '../download/download.ts';
import { useLeaveWarning } from '../draft/leave-warning.ts';
import { useDraft } from '../draft/use-draft.ts';
import { useEditor } from '../editors/use-editor.ts';
import { modelerText as say } from '../messages.ts';
import { readRunning } from '../open/definitions.ts';
import type { ModelFile } from '../open/model-file.ts';
import { type PublishedDefinition, publish } from '../publish/deployment.ts';
import { PublishDialog } from '../publish/publish-dialog.tsx';
import type { Problem } from '../refusal/problem.ts';
import { readRefusal } from '../refusal/read-refusal.ts';
import { RefusalList } from '../refusal/refusal-list.tsx';
import { Toolbar } from './toolbar.tsx';
import { runningText } from './version-choice.tsx';
import { ViewTabs } from './view-tabs.tsx';

/** One file in its editor, with all that can be done to it. */
export function Workbench(props: {
  file: ModelFile;
  /** Filled with a function that keeps what is not kept yet; the page calls it before it changes the language. */
  flush: MutableRef<(() => Promise<void>) | undefined>;
  onPublishing: () => void;
  onPublished: (definitions: readonly PublishedDefinition[]) => void;
  onUnreadable: (error: unknown) => void;
}) {
  const { file } = props;
  const canvas = useRef<HTMLElement>(null);
  const properties = useRef<HTMLElement>(null);
  const draft = useDraft(file);
  const workbench = useEditor(file.kind, draft.xml, { canvas, properties }, props.onUnreadable);
  const { editor } = workbench;
  const running = useLoaded(readRunning, [file.versions]);
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const changed = workbench.changes > 0 && workbench.changes !== draft.publishedAtChange;
  useLeaveWarning(changed);
  useEffect(() => {
    props.flush.current = async () => {
      if (editor && changed) draft.keep(await editor.xml());
    };
    if (!editor || !changed) return;
    // Typing comes in bursts; the draft is written when it pauses.
    const timer = setTimeout(() => void editor.xml().then(draft.keep), 600);
    return () => clearTimeout(timer);
  }, [editor, workbench.changes, changed]);
  const showProblems = (found: readonly Problem[]) => {
    setProblems(found);
    editor?.showProblems(found);
  };
  const send = async (deploymentName: string) => {
    if (!editor) return;
    setBusy(true);
    props.onPublishing();
    const xml = await editor.xml();
    try {
      const definitions = await publish(deploymentName, file.fileName, xml);
      showProblems([]);
      draft.published(workbench.changes);
      props.onPublished(definitions);
    } catch (error) {
      showProblems(readRefusal(error, xml));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const runningNow = runningText(file.versions, running.value);
  return (
    <>
      <Toolbar
        file={file}
        changed={changed || draft.found !== undefined}
        running={running.value}
        ready={editor !== undefined}
        onUndo={() => editor?.undo()}
        onRedo={() => editor?.redo()}
        onWhole={() => editor?.zoomWhole()}
        onDownload={() => void editor?.xml().then((xml) => download(file.fileName, xml))}
        onPublish={() => setAsking(true)}
      />
      {draft.found ? (
        <Notice tone="plain">
          {say('draftFound', { at: minuteText(draft.found.savedAt) })}
          {draft.outdated ? ` ${say('draftOlder', { version: draft.found.basedOnVersion ?? 0 })}` : ''}{' '}
          <button type="button" onClick={draft.drop}>
            {say('draftDrop')}
          </button>
        </Notice>
      ) : null}
      {draft.failed ? <Notice tone="bad">{say('draftLost')}</Notice> : null}
      {workbench.warnings.length > 0 ? (
        <Notice tone="plain">
          {say('warnings', { count: workbench.warnings.length })} {workbench.warnings.slice(0, 5).join('；')}
        </Notice>
      ) : null}
      <RefusalList problems={problems} onSelect={(id) => void editor?.select(id)} onClose={() => showProblems([])} />
      <ViewTabs views={workbench.views} openId={workbench.openView} onOpen={(id) => void editor?.openView(id)} />
      <div class={`workbench workbench-${file.kind}`}>
        <section ref={canvas} class="workbench-canvas" aria-label={say('canvas')} />
        <section
          ref={properties}
          class="workbench-properties"
          aria-label={say('properties')}
          hidden={file.kind !== 'bpmn'}
        />
        {editor ? null : <p class="workbench-loading">{say('loading')}</p>}
      </div>
      {asking ? (
        <PublishDialog
          file={file}
          running={runningNow}
          busy={busy}
          onPublish={(name) => void send(name)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
