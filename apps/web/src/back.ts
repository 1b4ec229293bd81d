import { useEffect, useRef } from 'react';

type Guard = { close: () => boolean };
const guards: Guard[] = [];
let ignore = 0;
let listening = false;

/**
 * While the component lives, the back gesture runs `onBack` instead of leaving the page; answer false to stay open
 * (a letter that has not been saved). For full-screen parts of a phone: composer, drawer.
 */
export function useBack(onBack: () => boolean, on = true): void {
  const latest = useRef(onBack);
  latest.current = onBack;
  useEffect(() => {
    if (!on) return;
    listen();
    const guard: Guard = { close: () => latest.current() };
    guards.push(guard);
    history.pushState({ ...(history.state as object), guard: true }, '');
    return () => {
      const at = guards.indexOf(guard);
      if (at < 0) return;
      guards.splice(at, 1);
      // Closed by a button: take our own step away again, unless the page has moved on.
      if ((history.state as { guard?: boolean } | null)?.guard) {
        ignore += 1;
        history.back();
      }
    };
  }, [on]);
}

function listen(): void {
  if (listening) return;
  listening = true;
  window.addEventListener('popstate', () => {
    if (ignore > 0) {
      ignore -= 1;
      return;
    }
    const guard = guards.pop();
    if (!guard || guard.close()) return;
    guards.push(guard);
    history.pushState({ ...(history.state as object), guard: true }, '');
  });
}
