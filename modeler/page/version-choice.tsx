import { modelerText as say } from '../messages.ts';
import type { Definition } from '../open/definitions.ts';
import type { ModelFile } from '../open/model-file.ts';
import { addressOf } from '../open/place.ts';

/** How many instances run on which version, `第 3 版 5 个，第 2 版 1 个`; empty when none runs. */
export function runningText(versions: readonly Definition[], running: ReadonlyMap<string, number> | undefined): string {
  return versions
    .map((each) => ({ version: each.version, count: running?.get(each.id) ?? 0 }))
    .filter((each) => each.count > 0)
    .map((each) => say('versionShort', each))
    .join('，');
}

/** The version that is open, the others to choose from, and which of them have running instances. */
export function VersionChoice(props: {
  file: ModelFile;
  opened: Definition;
  running: ReadonlyMap<string, number> | undefined;
}) {
  const { file, opened, running } = props;
  const list = runningText(file.versions, running);
  return (
    <>
      <select
        class="version-choice"
        aria-label={say('version')}
        value={opened.version}
        onChange={(event) => {
          const version = Number(event.currentTarget.value);
          location.assign(addressOf({ kind: file.kind, key: opened.key, version }));
        }}
      >
        {file.versions.map((each) => {
          const count = running?.get(each.id) ?? 0;
          return (
            <option key={each.id} value={each.version}>
              {count > 0
                ? say('versionRunning', { version: each.version, count })
                : say('versionNumber', { version: each.version })}
            </option>
          );
        })}
      </select>
      {file.kind === 'bpmn' && running ? (
        <span class="faint">{list === '' ? say('versionsNone') : say('versionsRunning', { list })}</span>
      ) : null}
    </>
  );
}
