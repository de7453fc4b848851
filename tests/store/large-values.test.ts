import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteInstanceHistory } from '../../server/store/history/delete-instance-history.ts';
import { historicDetailList } from '../../server/store/history/detail-list.ts';
import { historicVariableList } from '../../server/store/history/variable-list.ts';
import { LARGE_TEXT_LENGTH } from '../../server/store/large-values.ts';
import { variableList } from '../../server/store/runtime/variable-list.ts';
import type { Store } from '../../server/store/store.ts';
import { backends, type Place } from './backends.ts';
import { addExternalTask, nextRun, type Sample, setVariable, startSample } from './sample-family.ts';

describe.each(backends)('given a value of five megabytes on $name', (backend) => {
  const large = `${'信'.repeat(5_000_000)}访`;
  let place: Place;
  let store: Store;
  let sample: Sample;
  const commit = () => store.families.commit(sample.family, sample.changes);
  const stored = () =>
    store
      .reader('history_large_value')
      .count({ count: '*' })
      .first()
      .then((row) => Number(row?.['count']));

  beforeEach(async () => {
    place = await backend.newPlace();
    store = await place.open();
    sample = startSample({
      variables: { letter: { type: 'Json', value: large }, small: { type: 'String', value: 'x' } },
    });
    await commit();
  });
  afterEach(() => place.remove());

  it('then it is kept once, outside the document, and read as if it were in it', async () => {
    expect(await stored()).toBe(1);
    const row = await store.reader('runtime_instance').select('nodes').first();
    expect(String(row?.nodes).length).toBeLessThan(LARGE_TEXT_LENGTH);
    store.families.discard(sample.instance.id);
    expect(await store.families.load(sample.instance.id)).toEqual(sample.family);
    const filter = { processInstanceId: sample.instance.id };
    for (const list of [historicVariableList, historicDetailList]) {
      const [letter] = await list.list(store.reader, filter, {
        sorting: [{ sortBy: 'variableName', sortOrder: 'asc' }],
      });
      expect(letter).toMatchObject({ name: 'letter', type: 'Json' });
      expect(letter?.value === large).toBe(true);
    }
    const [running] = await variableList.list(store.reader, { variableName: 'letter' });
    expect(running?.value === large).toBe(true);
  });

  it('when the instance goes on, also after it was read again, then the value is not written again', async () => {
    nextRun(sample);
    addExternalTask(sample);
    await commit();
    store.families.discard(sample.instance.id);
    const family = await store.families.load(sample.instance.id);
    sample.family = family!;
    sample.instance = family!.instances.get(sample.instance.id)!;
    nextRun(sample);
    addExternalTask(sample);
    await commit();
    expect(await stored()).toBe(1);
  });

  it('when it is replaced by another large value, then each is kept for the history', async () => {
    nextRun(sample);
    setVariable(sample, 'letter', { type: 'Json', value: `${large}!` });
    await commit();
    expect(await stored()).toBe(2);
    const details = await historicDetailList.list(store.reader, { variableNameLike: 'let%' });
    expect(details.map(({ value }) => String(value).length)).toEqual([large.length, large.length + 1]);
  });

  it('when the history of the family is deleted, then it goes', async () => {
    await store.unitOfWork.transaction(({ knex }) => deleteInstanceHistory(knex, [sample.instance.id]));
    expect(await stored()).toBe(0);
    expect(await historicDetailList.count(store.reader, {})).toBe(0);
  });
});
