import { chunksOf } from './chunks-of.ts';
import { NotFound } from './refusals.ts';

/** So many commands are under way at a time: enough for a full commit, few enough that others get their turn. */
const AT_A_TIME = 50;

/** Does the same to all of these ids; what is gone when its turn comes is passed over. */
export async function forAll(ids: readonly string[], work: (id: string) => Promise<unknown>): Promise<void> {
  for (const chunk of chunksOf(ids, AT_A_TIME)) {
    await Promise.all(
      chunk.map(async (id) => {
        try {
          await work(id);
        } catch (error) {
          if (!(error instanceof NotFound)) throw error;
        }
      }),
    );
  }
}
