import type { Knex } from 'knex';
import * as places from './001-places.ts';
import * as petitions from './002-petitions.ts';
import * as paperwork from './003-paperwork.ts';
import * as calendar from './004-calendar.ts';
import * as matters from './005-matters.ts';
import * as protection from './006-protection.ts';
import * as areaHistory from './007-area-history.ts';
import * as searchBySubject from './008-search-by-subject.ts';
import * as disclosures from './009-disclosures.ts';
import * as holders from './010-holders.ts';
import * as models from './011-models.ts';
import * as warnings from './012-warnings.ts';
import * as likeness from './013-likeness.ts';
import * as moves from './014-moves.ts';
import * as leaving from './015-leaving.ts';
import * as warningsConfirmed from './016-warnings-confirmed.ts';
import * as files from './017-files.ts';

interface Migration {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** Every migration in order. Listed by hand: a directory scan would find other names once compiled. */
const migrations: readonly { name: string; migration: Migration }[] = [
  { name: '001-places', migration: places },
  { name: '002-petitions', migration: petitions },
  { name: '003-paperwork', migration: paperwork },
  { name: '004-calendar', migration: calendar },
  { name: '005-matters', migration: matters },
  { name: '006-protection', migration: protection },
  { name: '007-area-history', migration: areaHistory },
  { name: '008-search-by-subject', migration: searchBySubject },
  { name: '009-disclosures', migration: disclosures },
  { name: '010-holders', migration: holders },
  { name: '011-models', migration: models },
  { name: '012-warnings', migration: warnings },
  { name: '013-likeness', migration: likeness },
  { name: '014-moves', migration: moves },
  { name: '015-leaving', migration: leaving },
  { name: '016-warnings-confirmed', migration: warningsConfirmed },
  { name: '017-files', migration: files },
];

/** The list in the form knex asks for. */
export const migrationSource: Knex.MigrationSource<(typeof migrations)[number]> = {
  getMigrations: async () => [...migrations],
  getMigrationName: (entry) => entry.name,
  getMigration: async (entry) => entry.migration,
};
