import { useRef, useState } from 'preact/hooks';
import { modelerText as say } from '../messages.ts';
import { whatIfText } from '../what-if/texts.ts';
import { WhatIfDialog } from '../what-if/what-if-dialog.tsx';
import type { ModelFile } from './model-file.ts';
import { ModelList } from './model-list.tsx';
import { newDecision, newProcess } from './new-files.ts';

/** What one meets first: all models, and the ways to a file that is not deployed yet. */
export function StartScreen(props: { onFile: (file: ModelFile) => void; onLocalFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [wondering, setWondering] = useState(false);
  return (
    <>
      <div class="page-head">
        <h1>{say('title')}</h1>
        <div class="actions">
          <button type="button" onClick={() => props.onFile(newProcess())}>
            {say('newProcess')}
          </button>
          <button type="button" onClick={() => props.onFile(newDecision())}>
            {say('newDecision')}
          </button>
          <button type="button" onClick={() => input.current?.click()}>
            {say('openFile')}
          </button>
          <button type="button" onClick={() => setWondering(true)}>
            {whatIfText('whatIf')}
          </button>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={say('openFile')}
            accept=".bpmn,.dmn,.form,.xml"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) props.onLocalFile(file);
            }}
          />
        </div>
      </div>
      <p>{say('intro')}</p>
      <p class="faint">{say('drop')}</p>
      <ModelList />
      {wondering ? <WhatIfDialog onClose={() => setWondering(false)} /> : null}
    </>
  );
}
