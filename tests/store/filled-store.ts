import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import type { Backend, Place } from './backends.ts';
import { fill } from './list-data.ts';

/**
 * A store with the data of list-data.ts, opened before the tests of the `describe` around and removed after them.
 * @returns how the tests come by it
 */
export function filledStore(backend: Backend): () => Store {
  let place: Place;
  let store: Store;
  beforeAll(async () => {
    place = await backend.newPlace();
    store = await place.open();
    await fill(store);
  });
  afterAll(() => place.remove());
  return () => store;
}
