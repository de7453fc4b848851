import { useState } from 'preact/hooks';
import type { ModelFile } from '../open/model-file.ts';
import { type Draft, draftNameOf, dropDraft, keepDraft, readDraft } from './draft-store.ts';

/** The draft of a file: what to open, and how to keep or drop it. */
export interface DraftOfFile {
  /** What the editor opens: the draft where there is one, else the file. */
  xml: string;
  /** The draft the editor was opened with. */
  found: Draft | undefined;
  /** Whether a newer version was published since the draft was begun. */
  outdated: boolean;
  /** Whether the browser would not keep the last draft. */
  failed: boolean;
  /** The editor's count of changes at the last publication. */
  publishedAtChange: number;
  keep: (xml: string) => void;
  drop: () => void;
  published: (changes: number) => void;
}

/** Drafts of one definition are one draft, whichever version it began from; it is shown with that version and with the newest. */
export function useDraft(file: ModelFile): DraftOfFile {
  const name = draftNameOf(file.kind, file.opened?.key ?? file.fileName);
  const newest = file.versions[0]?.version;
  const [found, setFound] = useState<Draft | undefined>(() => {
    const draft = readDraft(name);
    const belongs = !file.opened || file.opened.version === newest || file.opened.version === draft?.basedOnVersion;
    return draft && belongs ? draft : undefined;
  });
  const [opened, setOpened] = useState(found?.xml ?? file.xml);
  const [failed, setFailed] = useState(false);
  const [publishedAtChange, setPublishedAtChange] = useState(0);
  return {
    xml: opened,
    found,
    outdated: found?.basedOnVersion != null && newest !== undefined && found.basedOnVersion < newest,
    failed,
    publishedAtChange,
    keep: (xml) => {
      const draft: Draft = {
        kind: file.kind,
        fileName: file.fileName,
        xml,
        savedAt: new Date().toISOString(),
        basedOnVersion: found?.basedOnVersion ?? file.opened?.version ?? null,
      };
      setFailed(!keepDraft(name, draft));
    },
    drop: () => {
      dropDraft(name);
      setFound(undefined);
      setOpened(file.xml);
    },
    published: (changes) => {
      dropDraft(name);
      setFound(undefined);
      setPublishedAtChange(changes);
    },
  };
}
