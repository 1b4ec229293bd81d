import type { MessageSummary } from '@hongyan/contract';

export interface Merged {
  readonly messages: readonly MessageSummary[];
  /** New ones that were left out because `withNew` was false. */
  readonly left: number;
  /** The result is the page alone: paging goes on from the page's own cursor. */
  readonly whole: boolean;
}

/**
 * Lays a fresh first page over a list that may be longer. Flags are the page's; what the page no longer has within its span
 * is gone; what is older than the page stays. A page that touches nothing of the old list replaces it: between them
 * there may be mail that we do not know.
 */
export function mergePage(
  before: readonly MessageSummary[],
  page: readonly MessageSummary[],
  options: { readonly withNew: boolean; readonly last: boolean },
): Merged {
  const known = new Set(before.map((message) => message.id));
  const fresh = page.filter((message) => !known.has(message.id));
  const oldest = page.at(-1);
  const inPage = new Set(page.map((message) => message.id));
  const older =
    options.last || !oldest
      ? []
      : before.filter((message) => !inPage.has(message.id) && message.receivedAt < oldest.receivedAt);
  const touches = fresh.length < page.length || page.length === 0;
  if (!touches && options.withNew) return { messages: page, left: 0, whole: true };
  if (options.withNew) return { messages: [...page, ...older], left: 0, whole: older.length === 0 };
  if (!touches) return { messages: before, left: fresh.length, whole: false };
  // Mail that is older than something shown is no arrival: it came back by a move and takes its place at once.
  const newest = before[0]?.receivedAt ?? '';
  const back = page.filter((message) => known.has(message.id) || message.receivedAt <= newest);
  return { messages: [...back, ...older], left: page.length - back.length, whole: false };
}
