import type { Migration } from '../migrate.ts';
import { migration as definitions } from './001-definitions.ts';
import { migration as runtime } from './002-runtime.ts';
import { migration as history } from './003-history.ts';
import { migration as batches } from './004-batches.ts';
import { migration as removal } from './005-removal.ts';
import { migration as timeoutListeners } from './006-timeout-listeners.ts';
import { migration as operations } from './007-operations.ts';
import { migration as comments } from './008-comments.ts';
import { migration as forms } from './009-forms.ts';
import { migration as identityLinks } from './010-identity-links.ts';

/** In the order in which they run. A migration that has left this repository is never changed: write the next one. */
export const migrations: readonly Migration[] = [
  definitions,
  runtime,
  history,
  batches,
  removal,
  timeoutListeners,
  operations,
  comments,
  forms,
  identityLinks,
];
