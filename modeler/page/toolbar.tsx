import { modelerText as say } from '../messages.ts';
import type { ModelFile } from '../open/model-file.ts';
import { whatIfText } from '../what-if/texts.ts';
import { VersionChoice } from './version-choice.tsx';

/** What the file is, which version of it, and the buttons. */
export function Toolbar(props: {
  file: ModelFile;
  changed: boolean;
  running: ReadonlyMap<string, number> | undefined;
  ready: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onWhole: () => void;
  onVersions: () => void;
  onWhatIf: () => void;
  onPlay: () => void;
  simulating: boolean;
  onSimulate: () => void;
  onDownload: (format: 'file' | 'svg' | 'png') => void;
  onPublish: () => void;
}) {
  const { file, ready } = props;
  return (
    <div class="toolbar">
      <a class="button" href="/modeler">
        ← {say('all')}
      </a>
      <div class="toolbar-name">
        <h1>{file.opened?.name ?? file.opened?.key ?? file.fileName}</h1>
        <p>
          {file.opened ? (
            <VersionChoice file={file} opened={file.opened} running={props.running} />
          ) : (
            <span class="badge">{say('unpublished')}</span>
          )}
          {props.changed ? <span class="badge badge-wait">{say('changed')}</span> : null}
        </p>
      </div>
      <div class="actions">
        <button type="button" disabled={!ready} onClick={props.onUndo}>
          {say('undo')}
        </button>
        <button type="button" disabled={!ready} onClick={props.onRedo}>
          {say('redo')}
        </button>
        {file.kind === 'bpmn' ? (
          <>
            <button type="button" disabled={!ready} onClick={props.onWhole}>
              {say('whole')}
            </button>
            <button type="button" disabled={!ready} aria-pressed={props.simulating} onClick={props.onSimulate}>
              {say('simulate')}
            </button>
          </>
        ) : null}
        {file.kind === 'form' ? (
          <button type="button" disabled={!ready} onClick={props.onPlay}>
            {say('playForm')}
          </button>
        ) : null}
        {file.kind === 'form' ? null : (
          <button type="button" disabled={!ready} onClick={props.onWhatIf}>
            {whatIfText('whatIf')}
          </button>
        )}
        {file.opened ? (
          <button type="button" onClick={props.onVersions}>
            {say('versions')}
          </button>
        ) : null}
        <button type="button" disabled={!ready} onClick={() => props.onDownload('file')}>
          {say('download')}
        </button>
        {file.kind === 'bpmn'
          ? (['svg', 'png'] as const).map((format) => (
              <button key={format} type="button" disabled={!ready} onClick={() => props.onDownload(format)}>
                {format.toUpperCase()}
              </button>
            ))
          : null}
        <button type="button" class="primary" disabled={!ready} onClick={props.onPublish}>
          {say('publish')}
        </button>
      </div>
    </div>
  );
}
