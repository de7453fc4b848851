import { useRef } from 'preact/hooks';
import { modelerText as say } from '../messages.ts';
import type { ModelFile } from './model-file.ts';
import { ModelList } from './model-list.tsx';
import { newDecision, newProcess } from './new-files.ts';

/** What one meets first: all models, and the ways to a file that is not deployed yet. */
export function StartScreen(props: { onFile: (file: ModelFile) => void; onLocalFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
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
          <input
            ref={input}
            type="file"
            hidden
            aria-label={say('openFile')}
            accept=".bpmn,.dmn,.xml"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) props.onLocalFile(file);
            }}
          />
        </div>
      </div>
      <p>
        {say('intro')} {say('drop')}
      </p>
      <ModelList />
    </>
  );
}
