import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that is in order, to be changed. */
export interface Seed {
  name: string;
  text: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODEL = /\.(bpmn|dmn|form)$/;
/** The test models of the Camunda line, where the machine has them from Maven. */
const REFERENCE_MODELS = join(
  homedir(),
  '.m2/repository/org/camunda/bpm/camunda-engine/7.23.0/camunda-engine-7.23.0-tests.jar',
);

/** The repository's own diagrams, tables and forms and, unless only these are wanted, the reference's test models where they are. */
export function seeds({ own = false } = {}): Seed[] {
  return [
    ...filesBelow(join(ROOT, 'processes')),
    ...filesBelow(join(ROOT, 'tests')),
    ...(own ? [] : referenceModels()),
  ];
}

function filesBelow(folder: string): Seed[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => MODEL.test(path) && !path.includes('fuzz/found'))
    .sort()
    .map((path) => ({ name: basename(path), text: readFileSync(join(folder, path), 'utf8') }));
}

function referenceModels(): Seed[] {
  if (!existsSync(REFERENCE_MODELS)) return [];
  const folder = mkdtempSync(join(tmpdir(), 'models-'));
  try {
    execFileSync('unzip', ['-q', '-o', REFERENCE_MODELS, '*.bpmn', '*.dmn', '-d', folder], { stdio: 'ignore' });
    return filesBelow(folder);
  } catch {
    return [];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
