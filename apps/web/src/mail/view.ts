import type { Folder, MailboxSummary } from '@hongyan/contract';
import { computed, signal } from '@preact/signals';
import { hrefOf, route } from '../router.ts';
import { session, whenMemberLeaves } from '../session.ts';
import type { ComposeStart } from './compose-start.ts';
import { folderById, foldersOf } from './folders.ts';
import { type Filter, type ListSpec, listOf } from './lists.ts';

/** What the member looks at: where, how filtered, what is chosen, what is being written. */
export const filter = signal<Filter>('all');
export const search = signal('');
/** Chosen ids; undefined outside multi-select. */
export const chosen = signal<ReadonlySet<string> | undefined>(undefined);
export const drawerOpen = signal(false);
export const compose = signal<ComposeStart | undefined>(undefined);
export const online = signal(typeof navigator === 'undefined' ? true : navigator.onLine);
/** The live stream is open: what is shown is what is so. */
export const live = signal(false);

export const mailbox = computed<MailboxSummary | undefined>(() => {
  const all = session.value?.mailboxes ?? [];
  const at = route.value;
  return (at.kind === 'mail' ? all.find((each) => each.id === at.mailboxId) : undefined) ?? all[0];
});

export const spec = computed<ListSpec | undefined>(() => {
  const at = route.value;
  if (at.kind !== 'mail') return undefined;
  return { mailboxId: at.mailboxId, folderId: at.folderId, filter: filter.value, q: search.value.trim() };
});

export const folder = computed<Folder | undefined>(() => {
  const at = spec.value;
  return at ? (folderById(at.mailboxId, at.folderId) ?? listOf(at)?.folder) : undefined;
});

export const messageId = computed<string | undefined>(() => {
  const at = route.value;
  return at.kind === 'mail' ? at.messageId : undefined;
});

/** Another folder begins unfiltered, without search and without a choice. */
export function resetList(): void {
  filter.value = 'all';
  search.value = '';
  chosen.value = undefined;
}

// Words that were searched for and letters that were begun belong to the one who leaves.
whenMemberLeaves(() => {
  resetList();
  drawerOpen.value = false;
  compose.value = undefined;
});

/** The address of a folder. */
export const folderHref = (mailboxId: string, folderId: string): string =>
  hrefOf({ kind: 'mail', mailboxId, folderId });

/** The inbox of a mailbox, once its folders are known. */
export const inboxOf = (mailboxId: string): Folder | undefined =>
  foldersOf(mailboxId)?.find((each) => each.role === 'inbox');
