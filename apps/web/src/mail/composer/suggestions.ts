import type { Contact } from '@hongyan/contract';
import { useEffect, useState } from 'react';
import { api } from '../../api/api.ts';

const waitMs = 120;

/** Contacts for what is being typed; the last answer stays until the next one is there. */
export function useSuggestions(word: string): readonly Contact[] {
  const [found, setFound] = useState<readonly Contact[]>([]);
  const asked = word.trim();
  useEffect(() => {
    if (asked === '') {
      setFound([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void api.contacts(asked, stop.signal).then((answer) => {
        if (answer.ok && !stop.signal.aborted) setFound(answer.value.contacts);
      });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return found;
}
