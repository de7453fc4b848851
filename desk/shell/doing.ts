import { useState } from 'preact/hooks';
import { fieldErrorsOf, reasonOf } from './http.ts';

/** Something the reader asked for: under way, done or refused. */
export interface Doing {
  busy: boolean;
  /** Why it was refused, when no field is to blame. */
  problem: string | undefined;
  /** Why the field was refused. */
  problemOf: (field: string) => string | undefined;
  /** Does it, one at a time; what it is refused for is shown until the next try. */
  run: (work: () => Promise<void>) => void;
}

/** Carries out what forms and buttons ask for. */
export function useDoing(): Doing {
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: undefined });
  const errors = fieldErrorsOf(state.error);
  return {
    busy: state.busy,
    problem: state.error !== undefined && !errors.some(({ field }) => field !== '') ? reasonOf(state.error) : undefined,
    problemOf: (field) => errors.find((each) => each.field === field)?.reason,
    run(work) {
      setState({ busy: true, error: undefined });
      work().then(
        () => setState({ busy: false, error: undefined }),
        (error: unknown) => setState({ busy: false, error }),
      );
    },
  };
}
