import type { MemberFilter, MemberPage, MemberRow } from '@hongyan/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { api } from '../api.ts';

interface State {
  readonly key: string;
  readonly rows?: readonly MemberRow[];
  readonly counts?: MemberPage['counts'];
  readonly cursor?: string | undefined;
  readonly failure?: Failure | undefined;
}

/** The members that fit what is asked, page after page. The counts stay on the screen while another filter loads. */
export function useMembers(corpId: string, q: string, filter: MemberFilter) {
  const key = `${filter} ${q}`;
  const [state, setState] = useState<State>({ key });
  const [loading, setLoading] = useState(true);
  const stop = useRef(new AbortController());

  const load = useCallback(
    async (cursor?: string): Promise<void> => {
      stop.current.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      setLoading(true);
      const answer = await api.members(corpId, { q: q || undefined, state: filter, cursor }, signal);
      if (signal.aborted) return;
      setLoading(false);
      setState((old) => {
        const before = old.key === key ? old : { key, ...(old.counts ? { counts: old.counts } : {}) };
        if (!answer.ok) return { ...before, failure: answer.failure };
        const { members, counts, cursor: next } = answer.value;
        return { key, counts, cursor: next, rows: cursor ? [...(before.rows ?? []), ...members] : members };
      });
    },
    [corpId, q, filter, key],
  );

  useEffect(() => {
    void load();
    return () => stop.current.abort();
  }, [load]);

  const fits = state.key === key;
  return {
    rows: fits ? state.rows : undefined,
    counts: state.counts,
    failure: fits ? state.failure : undefined,
    loading: loading || !fits,
    more: fits && state.cursor ? () => void load(state.cursor) : undefined,
    reload: () => void load(),
  };
}
