import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Frame } from '../../desk/shell/frame.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { chooseLanguage, type Language, useLanguage } from '../../desk/shell/language.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import { useFileDrop } from '../open/file-drop.ts';
import { type ModelFile, openDeployed, openLocal } from '../open/model-file.ts';
import { addressOf, placeOf } from '../open/place.ts';
import { StartScreen } from '../open/start-screen.tsx';
import type { Publication, PublishedDefinition } from '../publish/publication.ts';
import { Workbench } from './workbench.tsx';

/** `/modeler`: the list of all that is deployed, or one file in its editor, as the address says. */
export function ModelerPage() {
  const language = useLanguage();
  // `round` tells one opening from the next: publishing gives the same editor a new version, opening makes a new editor.
  const [open, setOpen] = useState<{ file: ModelFile; round: number }>();
  const [notice, setNotice] = useState<{ tone: 'bad' | 'good' | 'plain'; text: string }>();
  const [place] = useState(() => placeOf(location.search));
  // Asked for at once: an effect comes only after the first frame.
  const [asked] = useState(() => place && openDeployed(place.kind, place.key, place.version));
  const flush = useRef<() => Promise<void>>();
  const fail = (text: string) => setNotice({ tone: 'bad', text });
  const show = (file: ModelFile) => {
    setNotice(undefined);
    setOpen((before) => ({ file, round: (before?.round ?? 0) + 1 }));
  };
  useEffect(() => {
    const name = open?.file.opened?.name ?? open?.file.fileName;
    document.title = name ? `${name} · ${say('title')}` : say('title');
  }, [language, open]);
  useEffect(() => {
    asked?.then(
      (file) => (file ? show(file) : fail(say('failed', { reason: place?.key ?? '' }))),
      (error: unknown) => fail(say('failed', { reason: reasonOf(error) })),
    );
  }, [asked]);
  const openFile = useCallback((local: File) => {
    openLocal(local).then(
      (file) => (file ? show(file) : fail(say('notAFile', { file: local.name }))),
      (error: unknown) => fail(say('unreadable', { file: local.name, reason: reasonOf(error) })),
    );
  }, []);
  const dropping = useFileDrop(openFile);
  const changeLanguage = async (next: Language) => {
    await flush.current?.();
    chooseLanguage(next);
  };
  return (
    <Frame place="modeler" onLanguage={(next) => void changeLanguage(next)}>
      {notice ? <Notice tone={notice.tone}>{notice.text}</Notice> : null}
      {open ? (
        // The editors are made for one language: another one, another editor (the draft carries the changes over).
        <Workbench
          key={`${language}:${open.round}`}
          file={open.file}
          flush={flush}
          onPublishing={() => setNotice(undefined)}
          onPublished={(publication) => {
            setNotice(publishedNotice(publication));
            void afterPublishing(open.file, publication.definitions).then(
              (file) => file && setOpen((before) => (before ? { ...before, file } : before)),
            );
          }}
          onUnreadable={(error) => {
            setOpen(undefined);
            fail(say('unreadable', { file: open.file.fileName, reason: reasonOf(error) }));
          }}
        />
      ) : place && !notice ? (
        <p class="empty">{say('loading')}</p>
      ) : (
        <StartScreen onFile={show} onLocalFile={openFile} />
      )}
      {dropping ? <div class="drop-target">{say('drop')}</div> : null}
    </Frame>
  );
}

function publishedNotice({ state, definitions }: Publication): { tone: 'good' | 'plain'; text: string } {
  if (state === 'waiting') return { tone: 'plain', text: say('publishedWaits') };
  if (definitions.length === 0) return { tone: 'plain', text: say('publishedNothing') };
  const list = definitions
    .map((each) => say('publishedOne', { name: each.name ?? each.key, version: each.version }))
    .join('，');
  return { tone: 'good', text: say('published', { list }) };
}

/** The file as it is deployed now: its newest version, and the address that names it. */
async function afterPublishing(
  file: ModelFile,
  definitions: readonly PublishedDefinition[],
): Promise<ModelFile | undefined> {
  const key = definitions.find((each) => each.key === file.opened?.key)?.key ?? definitions[0]?.key ?? file.opened?.key;
  if (key === undefined) return undefined;
  history.replaceState(null, '', addressOf({ kind: file.kind, key, version: undefined }));
  return openDeployed(file.kind, key);
}
