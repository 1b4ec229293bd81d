import type { Folder, ListQuery, MessagePage, MessageSummary } from '@hongyan/contract';
import type { Failure } from '../api/answer.ts';
import { api } from '../api/api.ts';
import { cache } from '../session.ts';
import { mergePage } from './merge-page.ts';

export type Filter = NonNullable<ListQuery['filter']>;

/** What a list shows. */
export interface ListSpec {
  readonly mailboxId: string;
  readonly folderId: string;
  readonly filter: Filter;
  readonly q: string;
}

export interface ListState {
  readonly folder: Folder;
  readonly messages: readonly MessageSummary[];
  readonly nextCursor?: string | undefined;
  /** A first page that holds mail which is not shown yet: it waits behind the pill. */
  readonly waiting?: { readonly page: MessagePage; readonly count: number } | undefined;
  /** When the server last answered, in ms. */
  readonly at: number;
}

/** What goes on beside the data. */
export interface ListWork {
  readonly busy: 'first' | 'refresh' | 'more' | undefined;
  readonly failure?: Failure | undefined;
}

const pageSize = 50;
const keyOf = (spec: ListSpec) => `list:${spec.mailboxId}|${spec.folderId}|${spec.filter}|${spec.q}`;
const stateOf = (spec: ListSpec) => cache.at<ListState>(keyOf(spec));
const workOf = (spec: ListSpec) => cache.at<ListWork>(`work:${keyOf(spec)}`);

/** The list, for reading in a component. */
export const listOf = (spec: ListSpec): ListState | undefined => stateOf(spec).value;
export const listWork = (spec: ListSpec): ListWork => workOf(spec).value ?? { busy: undefined };

const query = (spec: ListSpec): ListQuery => ({
  folderId: spec.folderId,
  limit: pageSize,
  ...(spec.filter === 'all' ? {} : { filter: spec.filter }),
  ...(spec.q ? { q: spec.q } : {}),
});

/** Puts in what came along with the sign-in. */
export function seedList(mailboxId: string, page: MessagePage): void {
  const spec: ListSpec = { mailboxId, folderId: page.folder.id, filter: 'all', q: '' };
  stateOf(spec).value = { ...page, at: Date.now() };
}

/**
 * Asks for the first page. `quiet` keeps new mail behind the pill instead of moving what is being read.
 * One request at a time for a list: a second wish while one is under way is answered after it.
 */
export async function refreshList(spec: ListSpec, quiet = false): Promise<void> {
  const work = workOf(spec);
  if (work.peek()?.busy) {
    again.add(keyOf(spec));
    return;
  }
  work.value = { busy: stateOf(spec).peek() ? 'refresh' : 'first' };
  const answer = await api.messages(spec.mailboxId, query(spec));
  if (answer.ok) takePage(spec, answer.value, quiet);
  work.value = { busy: undefined, failure: answer.ok ? undefined : answer.failure };
  if (again.delete(keyOf(spec))) await refreshList(spec, quiet);
}
const again = new Set<string>();

function takePage(spec: ListSpec, page: MessagePage, quiet: boolean): void {
  const place = stateOf(spec);
  const before = place.peek();
  if (!before) {
    place.value = { ...page, at: Date.now() };
    return;
  }
  const merged = mergePage(before.messages, page.messages, { withNew: !quiet, last: !page.nextCursor });
  place.value = {
    folder: page.folder,
    messages: merged.messages,
    nextCursor: merged.whole ? page.nextCursor : before.nextCursor,
    waiting: merged.left > 0 ? { page, count: merged.left } : undefined,
    at: Date.now(),
  };
}

/** Brings the mail that waits behind the pill into the list. */
export function showWaiting(spec: ListSpec): void {
  const waiting = stateOf(spec).peek()?.waiting;
  if (waiting) takePage(spec, waiting.page, false);
}

/** Asks for the next page, once. */
export async function loadMore(spec: ListSpec): Promise<void> {
  const place = stateOf(spec);
  const work = workOf(spec);
  const cursor = place.peek()?.nextCursor;
  if (!cursor || work.peek()?.busy) return;
  work.value = { busy: 'more' };
  const answer = await api.messages(spec.mailboxId, { ...query(spec), cursor });
  const now = place.peek();
  if (answer.ok && now) {
    const known = new Set(now.messages.map((message) => message.id));
    const older = answer.value.messages.filter((message) => !known.has(message.id));
    place.value = { ...now, messages: [...now.messages, ...older], nextCursor: answer.value.nextCursor };
  }
  work.value = { busy: undefined, failure: answer.ok ? undefined : answer.failure };
  if (again.delete(keyOf(spec))) await refreshList(spec, true);
}

/** Applies a change to every list that is known of this mailbox; an optimistic act is one call of this. */
export function changeLists(
  mailboxId: string,
  change: (messages: readonly MessageSummary[], folderId: string, filter: Filter) => readonly MessageSummary[],
): void {
  for (const key of cache.keys(`list:${mailboxId}|`)) {
    const [, folderId = '', filter = 'all'] = key.split('|');
    const place = cache.at<ListState>(key);
    const state = place.peek();
    if (state) place.value = { ...state, messages: change(state.messages, folderId, filter as Filter) };
  }
}
