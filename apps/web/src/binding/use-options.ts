import type { BindingOptions } from '@hongyan/contract';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { api } from '../api/api.ts';

/** What the corp's mail service is, and what the typed address makes of it. */
export function useOptions(address: string, onSuggestion: (address: string) => void) {
  const [options, setOptions] = useState<BindingOptions | undefined>();
  const [failure, setFailure] = useState<Failure | undefined>();
  const [round, setRound] = useState(0);
  const domain = /@([^\s@]+\.[^\s@]+)$/.exec(address.trim())?.[1] ?? '';
  const latest = useRef({ address, onSuggestion });
  latest.current = { address, onSuggestion };
  useEffect(() => {
    const stop = new AbortController();
    const typed = domain ? latest.current.address.trim() : undefined;
    const timer = setTimeout(
      () =>
        void api.bindingOptions(typed, stop.signal).then((answer) => {
          if (stop.signal.aborted) return;
          setFailure(answer.ok ? undefined : answer.failure);
          if (!answer.ok) return;
          setOptions(answer.value);
          if (!typed && answer.value.suggestedAddress) latest.current.onSuggestion(answer.value.suggestedAddress);
        }),
      typed && round === 0 ? 300 : 0,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [domain, round]);
  return { options, optionsFailure: failure, reload: () => setRound((n) => n + 1) };
}
