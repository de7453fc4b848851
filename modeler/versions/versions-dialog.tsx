import { useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { reasonOf } from '../../desk/shell/http.ts';
import { useLoaded } from '../../desk/shell/loaded.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { minuteText } from '../../desk/shell/when.ts';
import { modelerText as say } from '../messages.ts';
import { MoveDialog } from '../move/move-dialog.tsx';
import { MoveHistory } from '../move/move-history.tsx';
import { MoveProgress } from '../move/move-progress.tsx';
import type { Move } from '../move/moves.ts';
import { type Definition, readXml } from '../open/definitions.ts';
import type { ModelFile } from '../open/model-file.ts';
import { addressOf } from '../open/place.ts';
import type { Publication } from '../publish/publication.ts';
import { BpmnDiff } from './bpmn-diff.tsx';
import { DmnDiff } from './dmn-diff.tsx';
import { readPublications } from './publications.ts';
import { TextDiff } from './text-diff.tsx';
import { WaitingPublication } from './waiting-publication.tsx';
import './versions.css';

/** The versions of the open file: who published each, when and why, who runs on it; any two compared, an older one brought back. */
export function VersionsDialog(props: {
  file: ModelFile;
  opened: Definition;
  running: ReadonlyMap<string, number> | undefined;
  /** Called when what runs on which version has changed. */
  onMoved: () => void;
  onClose: () => void;
}) {
  const { file, opened } = props;
  const publications = useLoaded(() => readPublications(file.kind, opened.key), [opened.key]);
  const newest = file.versions[0];
  const [pair, setPair] = useState({ before: file.versions[1]?.version, after: newest?.version });
  const [moving, setMoving] = useState<Definition>();
  const [begun, setBegun] = useState<Move>();
  const [round, setRound] = useState(0);
  const afterMove = () => {
    setRound((before) => before + 1);
    props.onMoved();
  };
  const publicationOf = (version: number) =>
    publications.value?.find((each) =>
      each.definitions.some((made) => made.key === opened.key && made.version === version),
    );
  return (
    <Dialog
      title={say('versionsTitle', { name: opened.name ?? opened.key })}
      close={say('close')}
      onClose={props.onClose}
    >
      {publications.error ? <Notice tone="bad">{reasonOf(publications.error)}</Notice> : null}
      {publications.value
        ?.filter((each) => each.state === 'waiting')
        .map((each) => (
          <WaitingPublication key={each.id} publication={each} onDecided={() => location.reload()} />
        ))}
      {begun ? <MoveProgress key={begun.id} move={begun} onOver={afterMove} /> : null}
      <table class="versions">
        <thead>
          <tr>
            <th>{say('version')}</th>
            <th>{say('versionsWho')}</th>
            <th>{say('publishReason')}</th>
            <th>{say('running')}</th>
            <th>{say('versionsCompare')}</th>
          </tr>
        </thead>
        <tbody>
          {file.versions.map((each) => (
            <tr key={each.id}>
              <td>
                <a href={addressOf({ kind: file.kind, key: each.key, version: each.version })}>
                  {say('versionNumber', { version: each.version })}
                </a>
              </td>
              <PublicationCells publication={publicationOf(each.version)} />
              <td class="numeric">
                <span class="versions-head">{say('running')} </span>
                {file.kind === 'bpmn' ? (props.running?.get(each.id) ?? 0) : '—'}{' '}
                {newest && each.version !== newest.version && (props.running?.get(each.id) ?? 0) > 0 ? (
                  <button type="button" onClick={() => setMoving(each)}>
                    {say('move')}
                  </button>
                ) : null}
              </td>
              <td>
                {(['before', 'after'] as const).map((side) => (
                  <label key={side}>
                    <input
                      type="radio"
                      name={side}
                      checked={pair[side] === each.version}
                      onChange={() => setPair({ ...pair, [side]: each.version })}
                    />
                    {say(side === 'before' ? 'diffBefore' : 'diffAfter')}
                  </label>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {file.kind === 'bpmn' ? (
        <MoveHistory processKey={opened.key} versions={file.versions} round={round} onUndone={setBegun} />
      ) : null}
      {opened.version === newest?.version ? null : <p>{say('versionsBack', { version: opened.version })}</p>}
      <Difference file={file} pair={pair} />
      {moving && newest ? (
        <MoveDialog
          from={moving}
          to={newest}
          onClose={(last) => {
            setMoving(undefined);
            if (last) setBegun(last);
          }}
        />
      ) : null}
    </Dialog>
  );
}

function PublicationCells({ publication }: { publication: Publication | undefined }) {
  if (!publication) return <td colSpan={2}>{say('versionsUntold')}</td>;
  const { author, second, decidedAt, reason, warnings } = publication;
  return (
    <>
      <td>
        {second === null ? author : say('versionsTwo', { author, second })}
        <div class="faint">{decidedAt === null ? '' : minuteText(new Date(decidedAt).toISOString())}</div>
      </td>
      <td>
        {reason}
        {warnings.length > 0 ? <div class="faint">{say('versionsWarned', { count: warnings.length })}</div> : null}
      </td>
    </>
  );
}

function Difference(props: { file: ModelFile; pair: { before: number | undefined; after: number | undefined } }) {
  const { kind, versions } = props.file;
  const { before, after } = props.pair;
  const both = useLoaded(async () => {
    const read = async (version: number | undefined) => {
      const definition = versions.find((each) => each.version === version);
      return definition && readXml(kind, definition.id);
    };
    const [older, newer] = await Promise.all([read(before), read(after)]);
    return older !== undefined && newer !== undefined ? { before: older, after: newer } : undefined;
  }, [before, after]);
  if (!both.value) return null;
  return (
    <section>
      <h3>{say('diffTitle', { before: before ?? 0, after: after ?? 0 })}</h3>
      {kind === 'bpmn' ? <BpmnDiff {...both.value} /> : null}
      {kind === 'dmn' ? <DmnDiff {...both.value} /> : null}
      {kind === 'form' ? <TextDiff {...both.value} /> : null}
    </section>
  );
}
