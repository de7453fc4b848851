import { posix } from 'node:path';
import { importsOf } from './imports-of.ts';
import type { ProjectFile } from './project-files.ts';
import type { Rule, Violation } from './rule.ts';

/** What the files of a room may import. A path ends in `/` for a folder; a room may always import itself. */
interface Door {
  room: string;
  /** Files and folders whose values it may use. */
  values: readonly string[];
  /** Files and folders of which it may know the types alone. */
  types: readonly string[];
  /** Packages and Node modules; absent means any. */
  packages?: readonly string[];
  /** A file path and an import that the door must turn away. */
  planted: readonly [path: string, source: string][];
}

/**
 * Who may call whom. `rest -> commands -> engine`, `commands -> store`; whoever else needs the engine speaks HTTP.
 * The engine knows only its own room and the readers of the two notations.
 */
export const DOORS: readonly Door[] = [
  {
    room: 'server/engine/',
    values: [],
    types: [],
    packages: [
      'bpmn-moddle',
      'dmn-moddle',
      'camunda-bpmn-moddle',
      'feelin',
      'luxon',
      'croner',
      '@xmldom/xmldom',
      'xpath',
      'node:module',
    ],
    planted: [
      ['server/engine/run.ts', "import { systemClock } from '../clock.ts';"],
      ['server/engine/run.ts', "import type { Store } from '../store/store.ts';"],
      ['server/engine/model/read-xml.ts', "import { randomUUID } from 'node:crypto';"],
      ['server/engine/run.ts', "export { knex } from 'knex';"],
      ['server/engine/scripts/compile-script.ts', "import { openSandbox } from '../../sandbox/open-sandbox.ts';"],
    ],
  },
  {
    room: 'server/store/',
    // An empty family and the one spelling of dates are plain data: nothing of them runs a process.
    values: [
      'server/engine/state.ts',
      'server/engine/expressions/date-text.ts',
      'server/clock.ts',
      'server/ids.ts',
      'server/kept-statements.ts',
    ],
    types: ['server/engine/'],
    planted: [
      ['server/store/families.ts', "import { startInstance } from '../engine/engine.ts';"],
      ['server/store/runtime/job.ts', "import { type Job, run } from '../../engine/run.ts';"],
      ['server/store/store.ts', "import type { EngineContext } from '../commands/engine-context.ts';"],
    ],
  },
  {
    room: 'server/commands/',
    values: ['server/engine/', 'server/store/', 'server/clock.ts', 'server/ids.ts', 'server/processor-time.ts'],
    types: [],
    planted: [
      ['server/commands/start-process.ts', "import { reply } from '../rest/wire/error-reply.ts';"],
      ['server/commands/start-process.ts', "import { petitions } from '../casework/tables/petition.ts';"],
    ],
  },
  {
    room: 'server/rest/',
    // Of the engine's values it knows the errors it answers with and the values it carries, not what runs.
    values: ['server/commands/', 'server/engine/engine-error.ts', 'server/engine/expressions/', 'server/clock.ts'],
    types: ['server/engine/', 'server/store/'],
    planted: [
      ['server/rest/task/task.ts', "import { userTaskList } from '../../store/runtime/user-task-list.ts';"],
      ['server/rest/task/task.ts', "import { completeUserTask } from '../../engine/engine.ts';"],
    ],
  },
  {
    room: 'server/sandbox/',
    values: ['server/processor-time.ts'],
    types: ['server/engine/scripts/script-sandbox.ts'],
    packages: ['quickjs-emscripten-core', '@jitl/quickjs-wasmfile-release-sync'],
    planted: [
      ['server/sandbox/realm.ts', "import { EngineError } from '../engine/engine-error.ts';"],
      ['server/sandbox/realm.ts', "import { readFileSync } from 'node:fs';"],
    ],
  },
  {
    room: 'server/job-executor/',
    values: ['server/commands/', 'server/clock.ts'],
    types: ['server/engine/', 'server/store/'],
    planted: [['server/job-executor/due-jobs.ts', "import { executeJob } from '../engine/operations/jobs.ts';"]],
  },
  {
    room: 'server/replay/',
    values: ['server/engine/'],
    types: ['server/store/history/recorded-family.ts'],
    packages: [],
    planted: [
      ['server/replay/replay.ts', "import { openReader } from '../store/database.ts';"],
      ['server/replay/recording.ts', "import { readRecordedFamilies } from '../store/history/recorded-family.ts';"],
      ['server/replay/draw.ts', "import { randomInt } from 'node:crypto';"],
    ],
  },
  {
    room: 'server/what-if/',
    values: ['server/package-root.ts', 'server/replay/', 'server/engine/', 'server/store/', 'server/sandbox/'],
    types: ['server/commands/', 'server/ids.ts'],
    planted: [
      ['server/what-if/runs.ts', "import { startProcess } from '../commands/start-process.ts';"],
      ['server/what-if/figures.ts', "import { levels } from '../casework/levels.ts';"],
    ],
  },
  {
    room: 'server/operation/',
    values: ['server/commands/'],
    types: [],
    packages: ['fastify', 'pino', 'prom-client', 'node:http', 'node:perf_hooks'],
    planted: [
      ['server/operation/metrics.ts', "import { readBacklog } from '../store/backlog.ts';"],
      ['server/operation/health.ts', "import type { CaseworkDatabase } from '../casework/database.ts';"],
    ],
  },
  {
    room: 'server/casework/',
    // Who is asking, and what that person may see.
    values: [
      'server/identity/viewer.ts',
      'server/identity/reach.ts',
      'server/clock.ts',
      'server/ids.ts',
      'server/config.ts',
      'server/kept-statements.ts',
    ],
    types: ['server/identity/'],
    planted: [
      ['server/casework/outbox.ts', "import { startProcess } from '../commands/start-process.ts';"],
      ['server/casework/tables/unit.ts', "import type { Store } from '../../store/store.ts';"],
      ['server/casework/routes/work.ts', "const app = await import('../../rest/rest-app.ts');"],
    ],
  },
  {
    room: 'server/identity/',
    values: ['server/clock.ts', 'server/ids.ts'],
    types: [],
    planted: [
      ['server/identity/reach.ts', "import { findPetition } from '../casework/tables/petition.ts';"],
      ['server/identity/guard.ts', "import type { EngineContext } from '../commands/engine-context.ts';"],
    ],
  },
  {
    room: 'workers/',
    values: [],
    types: [],
    planted: [['workers/send-notice.ts', "import { openCasework } from '../server/casework/context.ts';"]],
  },
  {
    room: 'year/',
    // It plays people as the demo does, and lets the workers of the house work.
    values: ['demo/server.ts', 'workers/'],
    types: ['types/'],
    planted: [['year/places.ts', "import { samplePlaces } from '../server/casework/sample/places.ts';"]],
  },
  {
    room: 'desk/',
    values: [],
    types: ['types/'],
    planted: [['desk/home/home-page.tsx', "import { readConfig } from '../../server/config.ts';"]],
  },
  {
    room: 'modeler/',
    // Frame, language and dialogs are drawn once for all pages.
    values: ['desk/shell/'],
    types: ['types/'],
    planted: [
      ['modeler/publish/publish.ts', "import type { Problem } from '../../server/engine/engine.ts';"],
      ['modeler/publish/publish.ts', "import { petitionOf } from '../../desk/wire/register.ts';"],
    ],
  },
];

const within = (path: string, places: readonly string[]): boolean =>
  places.some((place) => path === place || (place.endsWith('/') && path.startsWith(place)));

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

function checkDoor(door: Door, file: ProjectFile): Violation[] {
  return importsOf(file.text).flatMap(({ specifier, typeOnly, line }) => {
    const outside = !specifier.startsWith('.');
    const target = outside ? packageName(specifier) : posix.join(posix.dirname(file.path), specifier);
    const open = outside
      ? door.packages === undefined || door.packages.includes(target)
      : within(target, [door.room, ...door.values]) || (typeOnly && within(target, door.types));
    return open ? [] : [{ line, what: `may not import ${typeOnly ? 'the types of ' : ''}${target}` }];
  });
}

const isSource = (path: string): boolean => /\.tsx?$/.test(path);

const roomDoors: Rule[] = DOORS.map((door) => ({
  name: `${door.room} imports only what its door lets in`,
  appliesTo: (path) => path.startsWith(door.room) && isSource(path),
  check: (file) => checkDoor(door, file),
  planted: door.planted.map(([path, text]) => ({ path, text })),
}));

const BEHAVIOR = /^server\/engine\/behaviors\/[^/]+\//;

const behaviorsApart: Rule = {
  name: 'a behaviour never imports another one',
  appliesTo: (path) => BEHAVIOR.test(path),
  check: (file) =>
    importsOf(file.text).flatMap(({ specifier, line }) => {
      const target = posix.join(posix.dirname(file.path), specifier);
      return specifier.startsWith('.') && BEHAVIOR.test(target) ? [{ line, what: `imports ${target}` }] : [];
    }),
  planted: [
    { path: 'server/engine/behaviors/tasks/user-task.ts', text: "import { x } from './external-task.ts';" },
    { path: 'server/engine/behaviors/tasks/user-task.ts', text: "import { x } from '../events/end-event.ts';" },
  ],
};

const knexStaysHome: Rule = {
  name: 'database drivers are used in server/store, server/casework and server/identity alone',
  appliesTo: (path) => isSource(path) && !/^(server\/(store|casework|identity)|tests|types)\//.test(path),
  check: (file) =>
    importsOf(file.text).flatMap(({ specifier, line }) =>
      ['knex', 'sqlite3', 'pg'].includes(packageName(specifier)) ? [{ line, what: `imports ${specifier}` }] : [],
    ),
  planted: [
    { path: 'server/commands/start-process.ts', text: "import type { Knex } from 'knex';" },
    { path: 'server/rest/task/task.ts', text: "import pg from 'pg';" },
  ],
};

/** The doors between rooms, each as a rule. */
export const doorRules: readonly Rule[] = [...roomDoors, behaviorsApart, knexStaysHome];
