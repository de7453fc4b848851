import type { ProjectFile } from './project-files.ts';

/** The rooms of the house. Each that holds anything has a README that says what it is for. */
export const ROOMS: readonly string[] = [
  'processes',
  'demo',
  'year',
  'workers',
  'server/rest',
  'server/commands',
  'server/engine',
  'server/sandbox',
  'server/store',
  'server/job-executor',
  'server/operation',
  'server/backup',
  'server/replay',
  'server/what-if',
  'server/casework',
  'server/identity',
  'server/audit',
  'modeler',
  'desk',
  'deploy',
  'tests',
  'tests/bench',
  'tests/crash',
  'tests/fuzz',
  'tests/conformance',
  'docs/adr',
];

const LONGEST = 40;

/** Rooms without a README, and READMEs below the root that are longer than 40 lines. */
export function roomViolations(files: readonly ProjectFile[]): string[] {
  const missing = ROOMS.filter(
    (room) =>
      files.some(({ path }) => path.startsWith(`${room}/`)) && !files.some(({ path }) => path === `${room}/README.md`),
  );
  const tooLong = files.filter(
    ({ path, text }) => path.endsWith('/README.md') && text.split('\n').length - 1 > LONGEST,
  );
  return [
    ...missing.map((room) => `${room}/README.md is missing`),
    ...tooLong.map(({ path, text }) => `${path} has ${text.split('\n').length - 1} lines`),
  ];
}
