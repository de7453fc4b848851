import type { MutableRef } from 'preact/hooks';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { CommentPanel } from '../comments/comment-panel.tsx';
import { DraftNotices } from '../draft/draft-notices.tsx';
import { useLeaveWarning } from '../draft/leave-warning.ts';
import { useDraft } from '../draft/use-draft.ts';
import { useEditor } from '../editors/use-editor.ts';
import { pngOf, save } from '../export/export-picture.ts';
import { readHouse } from '../house/house.ts';
import { FindingList } from '../lint/finding-list.tsx';
import { findingText } from '../lint/finding-text.ts';
import { useLint } from '../lint/use-lint.ts';
import { modelerText as say } from '../messages.ts';
import { readRunning } from '../open/definitions.ts';
import type { ModelFile } from '../open/model-file.ts';
import { PlayFormDialog } from '../play-form/play-form-dialog.tsx';
import { type Publication, publish } from '../publish/publication.ts';
import { PublishDialog } from '../publish/publish-dialog.tsx';
import type { Problem } from '../refusal/problem.ts';
import { readRefusal } from '../refusal/read-refusal.ts';
import { RefusalList } from '../refusal/refusal-list.tsx';
import { VersionsDialog } from '../versions/versions-dialog.tsx';
import { WhatIfDialog } from '../what-if/what-if-dialog.tsx';
import { lookBack } from '../what-if/what-if-run.ts';
import { Toolbar } from './toolbar.tsx';
import { runningText } from './version-choice.tsx';
import { ViewTabs } from './view-tabs.tsx';

/** One file in its editor, with all that can be done to it. */
export function Workbench(props: {
  file: ModelFile;
  /** Filled with a function that keeps what is not kept yet; the page calls it before it changes the language. */
  flush: MutableRef<(() => Promise<void>) | undefined>;
  onPublishing: () => void;
  onPublished: (publication: Publication) => void;
  onUnreadable: (error: unknown) => void;
}) {
  const { file } = props;
  const canvas = useRef<HTMLElement>(null);
  const properties = useRef<HTMLElement>(null);
  const draft = useDraft(file);
  const house = useLoaded(readHouse, [file.versions]);
  const workbench = useEditor(file.kind, draft.xml, house.value, { canvas, properties }, props.onUnreadable);
  const { editor } = workbench;
  const running = useLoaded(readRunning, [file.versions]);
  const [played, setPlayed] = useState<object>();
  const [comparing, setComparing] = useState(false);
  const [wondering, setWondering] = useState(false);
  const findings = useLint(editor, workbench.changes, house.value);
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
    let over = false;
    const timer = setTimeout(async () => {
      const xml = await editor.xml();
      if (!over) draft.keep(xml);
    }, 600);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [editor, workbench.changes, changed]);
  const tryable = file.kind !== 'form';
  useEffect(() => {
    // Whoever changes a flow will want to know what the change would have done. It only spares waiting: without it nothing is amiss.
    if (changed && tryable) lookBack().catch(() => {});
  }, [changed, tryable]);
  const showProblems = (found: readonly Problem[]) => {
    setProblems(found);
    editor?.showProblems(found);
  };
  const send = async (asked: { author: string; reason: string }) => {
    if (!editor) return;
    setBusy(true);
    props.onPublishing();
    const xml = await editor.xml();
    try {
      const { kind, fileName } = file;
      await draft.pause();
      const publication = await publish({ ...asked, kind, fileName, content: xml, draftName: draft.name });
      showProblems([]);
      draft.published(workbench.changes);
      props.onPublished(publication);
    } catch (error) {
      draft.resume();
      showProblems(readRefusal(error, xml, findingText));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const exportAs = async (format: 'file' | 'svg' | 'png') => {
    if (!editor) return;
    const stem = file.fileName.replace(/\.\w+$/, '');
    if (format === 'file') return save(file.fileName, new Blob([await editor.xml()], { type: 'application/xml' }));
    const svg = await editor.picture();
    if (svg === undefined) return;
    save(`${stem}.${format}`, format === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg));
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
        onPlay={() => setPlayed(editor?.model())}
        onVersions={() => setComparing(true)}
        onWhatIf={() => setWondering(true)}
        simulating={workbench.simulating}
        onSimulate={() => editor?.simulate(!workbench.simulating)}
        onDownload={(format) => void exportAs(format)}
        onPublish={() => setAsking(true)}
      />
      <DraftNotices draft={draft} />
      {workbench.warnings.length > 0 ? (
        <Notice tone="plain">
          {say('warnings', { count: workbench.warnings.length })} {workbench.warnings.slice(0, 5).join('；')}
        </Notice>
      ) : null}
      <RefusalList problems={problems} onSelect={(id) => void editor?.select(id)} onClose={() => showProblems([])} />
      <FindingList findings={findings} onSelect={(id) => void editor?.select(id)} />
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
      {file.kind === 'bpmn' ? <CommentPanel name={draft.name} editor={editor} selected={workbench.selected} /> : null}
      {played ? <PlayFormDialog schema={played} onClose={() => setPlayed(undefined)} /> : null}
      {comparing && file.opened ? (
        <VersionsDialog
          file={file}
          opened={file.opened}
          running={running.value}
          onMoved={running.reload}
          onClose={() => setComparing(false)}
        />
      ) : null}
      {wondering && editor && tryable ? (
        <WhatIfDialog open={openModel(file, draft.name, () => editor.xml())} onClose={() => setWondering(false)} />
      ) : null}
      {asking ? (
        <PublishDialog
          file={file}
          running={runningNow}
          busy={busy}
          findings={findings}
          onPublish={(asked) => void send(asked)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

/** The open file as the what-if tries it. */
function openModel({ kind, fileName }: ModelFile, draftName: string, xml: () => Promise<string>) {
  const read = async () => ({ kind: kind === 'dmn' ? ('dmn' as const) : ('bpmn' as const), content: await xml() });
  return { name: fileName, draftName, read };
}
