import { useEffect, useRef } from 'react';
import { layStep } from './back-steps.ts';

/**
 * While the component lives, the back gesture runs `onBack` instead of leaving the page; answer false to stay open
 * (a letter that has not been saved). For what lies over a phone's screen: composer, drawer, sheet.
 */
export function useBack(onBack: () => boolean, on = true): void {
  const latest = useRef(onBack);
  latest.current = onBack;
  useEffect(() => (on ? layStep({ close: () => latest.current() }) : undefined), [on]);
}
