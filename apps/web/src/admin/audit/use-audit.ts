import type { AuditEntry } from '@hongyan/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { api } from '../api.ts';

/** The log of one corp, or of all (`corpId` undefined), newest first, page after page. */
export function useAudit(corpId: string | undefined) {
  const [entries, setEntries] = useState<readonly AuditEntry[]>();
  const [cursor, setCursor] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const [loading, setLoading] = useState(true);
  const stop = useRef(new AbortController());

  const load = useCallback(
    async (from?: string): Promise<void> => {
      stop.current.abort();
      stop.current = new AbortController();
      const { signal } = stop.current;
      setLoading(true);
      const answer = await (corpId ? api.audit(corpId, from, signal) : api.auditOfAll(from, signal));
      if (signal.aborted) return;
      setLoading(false);
      setFailure(answer.ok ? undefined : answer.failure);
      if (!answer.ok) return;
      setEntries((old) => (from ? [...(old ?? []), ...answer.value.entries] : answer.value.entries));
      setCursor(answer.value.cursor);
    },
    [corpId],
  );

  useEffect(() => {
    setEntries(undefined);
    void load();
    return () => stop.current.abort();
  }, [load]);

  return {
    entries,
    failure,
    loading,
    more: cursor ? () => void load(cursor) : undefined,
    reload: () => void load(),
  };
}
