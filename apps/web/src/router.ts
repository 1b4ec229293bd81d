import { computed, signal } from '@preact/signals';
import { afterOwnBack, takeSteps } from './back-steps.ts';

/** Where we are. Hash routes: one page for all, and DingTalk signs the address without the hash. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'mail'; readonly mailboxId: string; readonly folderId: string; readonly messageId?: string }
  /** With a mailbox: a new credential for it. */
  | { readonly kind: 'bind'; readonly mailboxId?: string }
  | { readonly kind: 'settings' };

/** Reads `#/m/<mailbox>/<folder>/<message>`; what it does not know is home. */
export function parseRoute(hash: string): Route {
  const [page, first, second, third] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(decode);
  if (page === 'm' && first && second)
    return { kind: 'mail', mailboxId: first, folderId: second, ...(third ? { messageId: third } : {}) };
  if (page === 'bind') return { kind: 'bind', ...(first ? { mailboxId: first } : {}) };
  if (page === 'settings') return { kind: 'settings' };
  return { kind: 'home' };
}

/** The address of a place. */
export function hrefOf(route: Route): string {
  const parts =
    route.kind === 'mail'
      ? ['m', route.mailboxId, route.folderId, route.messageId]
      : route.kind === 'bind'
        ? ['bind', route.mailboxId]
        : route.kind === 'settings'
          ? ['settings']
          : [];
  return `#/${parts
    .filter((part) => part !== undefined)
    .map(encodeURIComponent)
    .join('/')}`;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

const hash = signal(typeof location === 'undefined' ? '' : location.hash);

/** The place of the moment. */
export const route = computed<Route>(() => parseRoute(hash.value));

/** Goes somewhere. `replace` leaves no step behind for the back gesture. */
export function go(to: Route, options: { readonly replace?: boolean } = {}): void {
  afterOwnBack(() => goNow(to, options));
}

function goNow(to: Route, options: { readonly replace?: boolean }): void {
  const href = hrefOf(to);
  if (href === hash.value) return;
  // The step of something that lay over the page (back.ts) becomes the step of the new place.
  if (state().guard) history.replaceState({ depth: depth() + (options.replace ? 0 : 1) }, '', href);
  else if (options.replace) history.replaceState(history.state, '', href);
  else history.pushState({ depth: depth() + 1 }, '', href);
  hash.value = href;
}

/** One step back inside the app, or to `otherwise` where this page is the first step. */
export function goBack(otherwise: Route): void {
  if (depth() > 0) history.go(-1 - takeSteps());
  else go(otherwise, { replace: true });
}

const state = () => (history.state ?? {}) as { readonly depth?: number; readonly guard?: boolean };
const depth = (): number => state().depth ?? 0;

/** Follows the address from now on. */
export function startRouter(): void {
  const read = () => {
    hash.value = location.hash;
  };
  window.addEventListener('popstate', read);
  window.addEventListener('hashchange', read);
}
