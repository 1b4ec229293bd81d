import { useEffect, useRef } from 'react';
import type { Acts } from './acts.ts';

const keys: Readonly<Record<string, keyof Pick<Acts, 'reply' | 'replyAll' | 'forward'>>> = {
  r: 'reply',
  a: 'replyAll',
  f: 'forward',
};

/** R, A and F answer the open mail, as in other mail programs; never while something is typed or asked. */
export function useReaderKeys(acts: Acts | undefined): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const act = keys[event.key];
      if (!act || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const target = event.target as Element | null;
      if (target?.closest('input,textarea,select,[contenteditable]:not([contenteditable=false])')) return;
      if (document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current?.[act]();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
