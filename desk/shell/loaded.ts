import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** Something asked from a server: still under way, there, or refused. The last answer stays while a new one is awaited. */
export interface Loaded<T> {
  value: T | undefined;
  error: unknown;
  busy: boolean;
  reload: () => void;
}

/**
 * Asks for something when `keys` change and when `reload` is called. An answer that comes after a newer question is dropped.
 * `ask` may answer undefined for "nothing to ask".
 */
export function useLoaded<T>(ask: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ value: T | undefined; error: unknown; busy: boolean }>({
    value: undefined,
    error: undefined,
    busy: true,
  });
  const [round, setRound] = useState(0);
  const question = useRef(0);
  useEffect(() => {
    question.current += 1;
    const mine = question.current;
    setState((before) => ({ ...before, busy: true }));
    ask().then(
      (value) => {
        if (mine === question.current) setState({ value, error: undefined, busy: false });
      },
      (error: unknown) => {
        if (mine === question.current) setState((before) => ({ ...before, error, busy: false }));
      },
    );
    return () => {
      question.current += 1;
    };
  }, [...keys, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, reload };
}
