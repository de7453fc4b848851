import { describe, expect, it } from 'vitest';
import { migrations } from '../../server/store/migrations/list.ts';
import { backends } from './backends.ts';

describe.each(backends)('given forms deployed before there was a table of forms, on $name', (backend) => {
  it('when the database is migrated, then they are numbered by key and time', async () => {
    const place = await backend.newPlace();
    const store = await place.open();
    const forms = migrations.find(({ name }) => name === 'forms')!;
    await store.unitOfWork.transaction(async ({ knex }) => {
      for (const [at, id, text] of [
        [2, 'later', '{"id":"ask"}'],
        [1, 'first', '{"id":"ask"}'],
        [3, 'other', '{"id":"tell"}'],
        [4, 'broken', '{'],
      ] as const) {
        const bytes = Buffer.from(text);
        await knex('definition_deployment').insert({ id, deployed_at: at });
        await knex('definition_resource').insert({ id: `r-${id}`, deployment_id: id, name: 'f.form', bytes });
      }
      await forms.fill!(knex);
    });
    const rows: { id: string; key: string; version: number | string }[] = await store
      .reader('definition_form')
      .select('id', 'key', 'version')
      .orderBy(['key', 'version']);
    expect(rows.map(({ id, key, version }) => [id, key, Number(version)])).toEqual([
      ['r-first', 'ask', 1],
      ['r-later', 'ask', 2],
      ['r-other', 'tell', 1],
    ]);
    await place.remove();
  });
});
