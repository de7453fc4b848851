import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ModelFile } from '../open/model-file.ts';
import { type Draft, draftNameOf, dropDraft, keepDraft, readDraft } from './draft-store.ts';
import { dropServerDraft, readServerDraft, sendDraft } from './server-draft.ts';

/** Where the last change is: on the server, on this computer only, nowhere, or beside one that somebody else kept. */
export type DraftState = { at: 'server' | 'computer' | 'nowhere' } | { at: 'conflict'; reason: string };

/** The draft of a file: what to open, and how to keep or drop it. */
export interface DraftOfFile {
  /** Its name on the server. */
  name: string;
  /** What the editor opens: the draft where there is one, else the file; undefined until the server has been asked. */
  xml: string | undefined;
  /** The draft the editor was opened with. */
  found: Draft | undefined;
  /** Whether a newer version was published since the draft was begun. */
  outdated: boolean;
  state: DraftState;
  /** The editor's count of changes at the last publication. */
  publishedAtChange: number;
  keep: (xml: string) => void;
  drop: () => void;
  /** Before a publication: resolves when nothing is on its way to the server, which would come after it and stay. */
  pause: () => Promise<void>;
  /** After one that was refused. */
  resume: () => void;
  published: (changes: number) => void;
  /** In a conflict: opens what the other one kept. */
  takeTheirs: () => void;
  /** In a conflict: keeps one's own over it, knowingly. */
  insistOnOwn: () => void;
}

/** What is known of the way to the server. */
interface Sending {
  /** The one the next is made from. */
  revision: number;
  waiting: Draft | undefined;
  /** Whether one is on its way. */
  busy: boolean;
  /** Nothing is sent: another draft is in the way. */
  stopped: boolean;
  /** Nothing is sent: a publication is under way. */
  paused: boolean;
  /** Resolves when what was sent last has arrived, or has not. */
  sent: Promise<void>;
}

const nothingSent = (): Sending => ({
  revision: 0,
  waiting: undefined,
  busy: false,
  stopped: false,
  paused: false,
  sent: Promise.resolve(),
});

/** How long to wait until a server that was away is tried again, in milliseconds. */
const RETRY_MS = 5000;

/** Of the draft in this browser and the one on the server, the one to open; the browser's where it has changes the server has not. */
function newerOf(here: Draft | undefined, there: Draft | null): Draft | undefined {
  if (here?.unsent) return here;
  return there ?? undefined;
}

/** Drafts of one definition are one draft, whichever version it began from; it is shown with that version and with the newest. */
export function useDraft(file: ModelFile): DraftOfFile {
  const name = draftNameOf(file.kind, file.opened?.key ?? file.fileName);
  const newest = file.versions[0]?.version;
  const [found, setFound] = useState<Draft>();
  const [opened, setOpened] = useState<string>();
  const [state, setState] = useState<DraftState>({ at: 'server' });
  const [publishedAtChange, setPublishedAtChange] = useState(0);
  const mine = useRef<Sending>(nothingSent());

  const open = (draft: Draft | undefined) => {
    const belongs =
      draft && (!file.opened || file.opened.version === newest || file.opened.version === draft.basedOnVersion);
    mine.current.revision = draft?.revision ?? 0;
    setFound(belongs ? draft : undefined);
    setOpened(belongs ? draft.xml : file.xml);
  };

  const send = useCallback(() => {
    const own = mine.current;
    if (own.waiting && !own.busy && !own.stopped && !own.paused) own.sent = deliver(own, own.waiting);
  }, [name]);

  const deliver = async (own: Sending, draft: Draft) => {
    own.busy = true;
    own.waiting = undefined;
    const sent = await sendDraft(name, { ...draft, revision: own.revision });
    own.busy = false;
    // Published or dropped meanwhile: what became of it does not matter any more.
    if (own !== mine.current) return;
    if (sent === 'away') {
      own.waiting ??= draft;
      setState({ at: 'computer' });
    } else if ('conflict' in sent) {
      own.waiting ??= draft;
      own.stopped = true;
      setState({ at: 'conflict', reason: sent.conflict });
    } else {
      own.revision = sent.revision;
      keepDraft(name, { ...draft, revision: sent.revision, unsent: own.waiting !== undefined });
      setState({ at: 'server' });
      send();
    }
  };

  useEffect(() => {
    let gone = false;
    const here = readDraft(name);
    readServerDraft(name).then(
      (there) => {
        if (gone) return;
        const draft = newerOf(here, there);
        if (!draft) dropDraft(name);
        open(draft && !there ? { ...draft, revision: 0 } : draft);
        if (draft?.unsent) {
          mine.current.waiting = draft;
          send();
        }
      },
      () => {
        if (!gone) open(here);
      },
    );
    const retry = setInterval(send, RETRY_MS);
    return () => {
      gone = true;
      clearInterval(retry);
    };
  }, [name]);

  const forget = () => {
    mine.current = nothingSent();
    dropDraft(name);
    setFound(undefined);
    setState({ at: 'server' });
  };

  return {
    name,
    xml: opened,
    found,
    outdated: found?.basedOnVersion != null && newest !== undefined && found.basedOnVersion < newest,
    state,
    publishedAtChange,
    keep: (xml) => {
      const draft: Draft = {
        kind: file.kind,
        fileName: file.fileName,
        xml,
        savedAt: new Date().toISOString(),
        basedOnVersion: found?.basedOnVersion ?? file.opened?.version ?? null,
        revision: mine.current.revision,
        unsent: true,
      };
      // The browser keeps it first: the server may be away, or the window closed before it answers.
      const kept = keepDraft(name, draft);
      mine.current.waiting = draft;
      if (!kept) setState({ at: 'nowhere' });
      send();
    },
    drop: () => {
      // After what is on its way, which would stay otherwise.
      void mine.current.sent.then(() => dropServerDraft(name));
      forget();
      setOpened(file.xml);
    },
    pause: () => {
      mine.current.paused = true;
      return mine.current.sent;
    },
    resume: () => {
      mine.current.paused = false;
      send();
    },
    published: (changes) => {
      forget();
      setPublishedAtChange(changes);
    },
    takeTheirs: () => {
      forget();
      void readServerDraft(name).then((there) => open(there ?? undefined));
    },
    insistOnOwn: () => {
      void readServerDraft(name).then((there) => {
        mine.current.revision = there?.revision ?? 0;
        mine.current.stopped = false;
        send();
      });
    },
  };
}
