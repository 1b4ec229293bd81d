import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer, Failure } from '../api/answer.ts';

export interface Loaded<T> {
  readonly value: T | undefined;
  /** Of the last try; a value that is shown beside it is older. */
  readonly failure: Failure | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
  /** What an act answered takes the place of what was loaded. */
  readonly put: (value: T) => void;
}

/** Loads what a screen shows, again for every new `key`. What was shown stays while it is loaded again. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<Answer<T>>): Loaded<T> {
  const [state, setState] = useState<{ key: string; value?: T | undefined; failure?: Failure | undefined }>({ key });
  const [round, setRound] = useState(0);
  const [loading, setLoading] = useState(true);
  const latest = useRef(load);
  latest.current = load;
  useEffect(() => {
    const stop = new AbortController();
    setLoading(true);
    void latest.current(stop.signal).then((answer) => {
      if (stop.signal.aborted) return;
      setLoading(false);
      setState((old) =>
        answer.ok
          ? { key, value: answer.value }
          : { key, value: old.key === key ? old.value : undefined, failure: answer.failure },
      );
    });
    return () => stop.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  const put = useCallback((value: T) => setState({ key, value }), [key]);
  const fits = state.key === key;
  return {
    value: fits ? state.value : undefined,
    failure: fits ? state.failure : undefined,
    loading: loading || !fits,
    reload,
    put,
  };
}

/** Runs again and again while the page is looked at; `ms` undefined: not at all. */
export function useEvery(ms: number | undefined, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (ms === undefined) return;
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') latest.current();
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
