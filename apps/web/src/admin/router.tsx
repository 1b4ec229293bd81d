import { computed, signal } from '@preact/signals';
import type { ReactNode } from 'react';
import { afterOwnBack } from '../back-steps.ts';
import { hrefOf, type Place, parsePlace } from './place.ts';
import { chooseCorp, corp, session } from './session.ts';

const path = signal(typeof location === 'undefined' ? '/admin' : location.pathname);

/** The screen of the moment. */
export const place = computed<Place>(() => parsePlace(path.value));

/** Follows the browser's back and forward. */
export function startRouter(): void {
  window.addEventListener('popstate', () => {
    const asked = new URLSearchParams(location.search).get('corp');
    if (asked) chooseCorp(asked);
    path.value = location.pathname;
  });
}

/** The address of a screen of the corp that is shown. */
export const addressOf = (to: Place): string =>
  hrefOf(to, (session.value?.corps.length ?? 0) > 1 ? corp.value?.corpId : undefined);

/** Goes to a screen and to its top. */
export function go(to: Place, options: { readonly replace?: boolean } = {}): void {
  afterOwnBack(() => {
    const href = addressOf(to);
    const laid = (history.state as { guard?: boolean } | null)?.guard;
    if (options.replace || laid) history.replaceState(null, '', href);
    else history.pushState(null, '', href);
    path.value = location.pathname;
    document.getElementById('main')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  });
}

/** A link to a screen: a real address, opened without a new load. */
export function Link(props: {
  readonly to: Place;
  readonly className?: string | undefined;
  readonly current?: boolean | undefined;
  readonly onGo?: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  return (
    <a
      href={addressOf(props.to)}
      className={props.className}
      aria-current={props.current ? 'page' : undefined}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        props.onGo?.();
        go(props.to);
      }}
    >
      {props.children}
    </a>
  );
}
