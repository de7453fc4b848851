import type { Rule } from './rule.ts';

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Read by people or by tools that expect just this spelling. */
const CAPITALS = /^([A-Z]+\.md|LICENSE|Dockerfile|Caddyfile|Makefile)$/;
const SAYS_NOTHING = /(^|-)(utils?|helpers?|common|misc|managers?)$|^(services?)$/;

const segments = (path: string): string[] => path.split('/').filter((segment) => !segment.startsWith('.'));

/** `petition.test.ts` is named `petition`, `tsconfig.build.json` `tsconfig`. */
const stem = (segment: string): string => segment.replace(/\..*$/, '');

const kebabCase: Rule = {
  name: 'files and folders are named in kebab-case',
  appliesTo: () => true,
  check: ({ path }) =>
    segments(path)
      .filter((segment) => !KEBAB.test(stem(segment)) && !CAPITALS.test(segment))
      .map((segment) => ({ line: 1, what: `is named ${segment}` })),
  planted: ['server/unitOfWork.ts', 'desk/HomePage.tsx', 'server/rest_api/task.ts'].map((path) => ({ path, text: '' })),
};

const tellingNames: Rule = {
  name: 'a file is named after the one thing inside',
  appliesTo: () => true,
  check: ({ path }) =>
    segments(path)
      .filter((segment) => SAYS_NOTHING.test(stem(segment)))
      .map((segment) => ({ line: 1, what: `is named ${segment}, which says nothing` })),
  planted: ['server/utils.ts', 'server/helpers/date.ts', 'desk/date-helper.ts', 'server/lock-manager.ts'].map(
    (path) => ({
      path,
      text: '',
    }),
  ),
};

const LONGEST = 400;

const shortFiles: Rule = {
  name: `a file has at most ${LONGEST} lines`,
  appliesTo: (path) => /\.(tsx?|mjs|js|css|html|md)$/.test(path) && path !== 'CHANGELOG.md',
  check: ({ text }) => {
    const lines = text.split('\n').length - 1;
    return lines > LONGEST ? [{ line: LONGEST + 1, what: `has ${lines} lines` }] : [];
  },
  planted: [{ path: 'server/main.ts', text: 'x;\n'.repeat(LONGEST + 1) }],
};

const BUILT_ALONG = /\.(ts|md)$/;

const compiledRooms: Rule = {
  name: 'server and workers hold what the compiler carries into the build, and nothing it leaves behind',
  appliesTo: (path) => /^(server|workers)\//.test(path) && path !== 'server/store/migrations/schema.sql',
  check: ({ path }) => (BUILT_ALONG.test(path) ? [] : [{ line: 1, what: 'would be missing in dist' }]),
  planted: [{ path: 'server/casework/sample/areas.csv', text: '' }],
};

/** What files are called, how long they are, and which kinds a room holds. */
export const nameRules: readonly Rule[] = [kebabCase, tellingNames, shortFiles, compiledRooms];
