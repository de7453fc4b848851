import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { Assumptions } from './assumptions.tsx';
import { ChangedPetitions } from './changed-petitions.tsx';
import { FindingsTable } from './findings-table.tsx';
import { Question } from './question.tsx';
import { RunProgress } from './run-progress.tsx';
import { whatIfText as say } from './texts.ts';
import { type Run, readPast, readRun, startRun, type TriedModel } from './what-if-run.ts';
import './what-if.css';

/** How often the progress is asked for, in milliseconds. */
const ASK_AGAIN_MS = 400;

/** Changed flows and tables over past petitions: what to ask, how far it is, what came of it. */
export function WhatIfDialog(props: {
  /** What is open in the editor, as it is now. */
  open?: { name: string; draftName: string; read: () => Promise<TriedModel> };
  onClose: () => void;
}) {
  const past = useLoaded(readPast, []);
  const [run, setRun] = useState<Run>();
  const [tried, setTried] = useState<readonly TriedModel[]>([]);
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    if (run?.state !== 'running') return;
    const timer = setTimeout(() => readRun(run.id).then(setRun, setFailure), ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [run]);
  const start = async (question: { from: string; to: string; seed: string }, models: TriedModel[]) => {
    setFailure(undefined);
    setTried(models);
    try {
      setRun(await startRun({ ...question, models }));
    } catch (error) {
      setFailure(error);
    }
  };
  return (
    <Dialog title={say('title')} close={say('close')} onClose={props.onClose}>
      <div class="what-if">
        <div class="what-if-main">
          <p>{say('intro')}</p>
          {(failure ?? past.error) ? <Notice tone="bad">{reasonOf(failure ?? past.error)}</Notice> : null}
          {past.value ? (
            <Question
              span={past.value.span}
              open={props.open}
              busy={run?.state === 'running'}
              again={run !== undefined}
              onStart={start}
              onFailure={setFailure}
            />
          ) : null}
          {run ? <RunProgress run={run} onFailure={setFailure} /> : null}
        </div>
        {past.value ? <Assumptions names={past.value.assumptions} /> : null}
        {run?.findings ? (
          <div class="what-if-result">
            <FindingsTable findings={run.findings} tookMs={run.tookMs} />
            <ChangedPetitions key={run.id} runId={run.id} tried={tried} />
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}
