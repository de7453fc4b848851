import { withoutComments } from './imports-of.ts';
import type { ProjectFile } from './project-files.ts';
import { forbid, type Rule } from './rule.ts';

const code = (file: ProjectFile): string => withoutComments(file.text);
const isSource = (path: string): boolean => /\.(tsx?|mjs|js)$/.test(path);
/** The rules themselves have to write down what they forbid. */
const isRule = (path: string): boolean => path.startsWith('tests/tidy');

const noTimeInEngine: Rule = {
  name: 'the engine and the replay know no clock, no chance, no timer and no environment',
  appliesTo: (path) => /^server\/(engine|replay)\//.test(path) && isSource(path),
  check: forbid(
    /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bset(Timeout|Interval|Immediate)\b|\bperformance\.|\bprocess\.(env|hrtime|nextTick)\b|\bDateTime\.(now|local\(\s*\)|utc\(\s*\))|\brandomUUID\b/,
    code,
  ),
  planted: [
    'const now = Date.now();',
    'const now = new Date();',
    'if (Math.random() > 0.5) leave();',
    'setTimeout(run, 10);',
    'const t = performance.now();',
    'const now = DateTime.now();',
    "if (process.env['FAST']) skip();",
  ].map((text) => ({ path: 'server/engine/run.ts', text })),
};

const oneClock: Rule = {
  name: 'the server reads the time in server/clock.ts alone',
  appliesTo: (path) => path.startsWith('server/') && isSource(path) && path !== 'server/clock.ts',
  check: forbid(/\bDate\.now\(|\bnew Date\(\s*\)|\bDateTime\.(now|local\(\s*\)|utc\(\s*\))/, code),
  planted: [
    { path: 'server/store/unit-of-work.ts', text: '  const at = Date.now();' },
    { path: 'server/casework/outbox.ts', text: 'row.at = new Date().toISOString();' },
  ],
};

const sqlStaysHome: Rule = {
  name: 'SQL is written in server/store and server/casework alone',
  appliesTo: (path) => isSource(path) && !/^(server\/(store|casework)|tests)\//.test(path),
  check: forbid(
    /\b(SELECT|INSERT INTO|DELETE FROM|CREATE (TABLE|INDEX)|BEGIN IMMEDIATE|PRAGMA)\b|['"`]\s*(select\s.+\sfrom|insert into|delete from|update \w+ set|create table|pragma)\b/,
    code,
  ),
  planted: [
    { path: 'server/rest/task/task.ts', text: "const rows = await db.raw('SELECT * FROM task');" },
    { path: 'server/commands/execute.ts', text: 'await db.raw(`delete from runtime_job`);' },
  ],
};

const engineKnowsNoPetition: Rule = {
  name: 'the engine, its store, commands and routes know no petition',
  appliesTo: (path) =>
    /^server\/(rest|commands|engine|sandbox|store|job-executor|operation)\//.test(path) &&
    /\.(ts|sql|json)$/.test(path),
  check: forbid(/petition|xinfang|信访/i),
  planted: [
    { path: 'server/rest/task/task.ts', text: '// lists the tasks of a petition' },
    { path: 'server/store/migrations/001-engine.ts', text: "'信访件'" },
  ],
};

const workersKnowNoBpmn: Rule = {
  name: 'a worker knows its topic and its variables, not the diagram',
  // A longer deadline, and a hearing whose time is left out, move timers that run: the one file that finds them by element.
  appliesTo: (path) =>
    path.startsWith('workers/') &&
    isSource(path) &&
    !['workers/main.ts', 'workers/start-workers.ts', 'workers/move-timer.ts'].includes(path),
  check: forbid(
    /\b(bpmn|gateway|sequenceFlow|boundaryEvent|userTask|activityId|activityInstanceId|executionId|processDefinition\w*)\b/i,
    code,
  ),
  planted: [
    { path: 'workers/send-notice.ts', text: 'const { activityId } = task;' },
    { path: 'workers/send-notice.ts', text: "if (task.processDefinitionKey === 'x') return;" },
  ],
};

const nothingUnfinished: Rule = {
  name: 'nothing is marked as unfinished, and no test is skipped or run alone',
  appliesTo: (path) => isSource(path) && !isRule(path),
  check: forbid(
    /\b(TODO|FIXME|XXX|HACK)\b|\b(describe|it|test|suite)(\.\w+)*\.(skip|only|todo|skipIf|runIf|fails)\b|\b(xit|xdescribe)\(/,
  ),
  planted: [
    { path: 'server/app.ts', text: '  // TODO later' },
    { path: 'tests/store/x.test.ts', text: "it.skip('when', () => {});" },
    { path: 'tests/store/x.test.ts', text: "describe.concurrent.only('given', () => {});" },
  ],
};

const noEscapeFromTypes: Rule = {
  name: 'types are not argued away',
  appliesTo: (path) => /\.tsx?$/.test(path) && !isRule(path),
  check: forbid(/\bas any\b|\bas unknown as\b|@ts-(ignore|expect-error|nocheck)|\beslint-disable/),
  planted: ['x as any', 'x as unknown as Y', '// @ts-expect-error it works', '/* @ts-nocheck */'].map((text) => ({
    path: 'server/app.ts',
    text,
  })),
};

const lintExceptionsHaveReasons: Rule = {
  name: 'an exception to the linter is about one page rule and says why',
  appliesTo: (path) => !isRule(path) && /\.(tsx?|css|html)$/.test(path),
  check: forbid(/\bbiome-ignore(?!(-all)? lint\/(a11y|complexity|suspicious)\/\w+: \S.{20,})/),
  planted: [
    { path: 'desk/home/field.tsx', text: '// biome-ignore lint/a11y/useKeyWithClickEvents: ok' },
    { path: 'desk/home/field.tsx', text: '// biome-ignore lint: the whole linter is wrong here, believe me' },
  ],
};

const noMocks: Rule = {
  name: 'tests use the rooms themselves, not mocks of them',
  appliesTo: (path) => path.startsWith('tests/') && isSource(path) && !isRule(path),
  check: forbid(/\bvi\.(mock|doMock|stubGlobal|useFakeTimers)\(/),
  planted: [{ path: 'tests/rest/task.test.ts', text: "vi.mock('../../server/store/store.ts');" }],
};

const noPlacesOutside: Rule = {
  name: 'no file names a place on one machine or outside the repository',
  appliesTo: (path) => !isRule(path) && path !== '.ci/run' && path !== 'package-lock.json',
  check: (file) => {
    const places = /(?<![\w.)}\]/*:-])\/(home\/\w|root\/|tmp\/|work\/(main|shared)|Users\/\w)/;
    // The comparison with other engines reads recordings that live beside the repository.
    const beside = file.path.startsWith('tests/conformance/') ? /(?!)/ : /\.\.\/shared\b/;
    return [...forbid(places)(file), ...forbid(beside)(file)];
  },
  planted: [
    { path: 'README.md', text: 'cd /home/someone/petition-engine && npm test' },
    { path: 'server/config.ts', text: "const dir = '/tmp/data';" },
    { path: 'tests/rest/a.test.ts', text: `readFileSync('${['..', '..', 'shared', 'expected.json'].join('/')}')` },
  ],
};

/** Words that must not appear in some places. */
export const wordRules: readonly Rule[] = [
  noTimeInEngine,
  oneClock,
  sqlStaysHome,
  engineKnowsNoPetition,
  workersKnowNoBpmn,
  nothingUnfinished,
  noEscapeFromTypes,
  lintExceptionsHaveReasons,
  noMocks,
  noPlacesOutside,
];
