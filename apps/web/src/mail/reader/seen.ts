import type { MessageSummary } from '@hongyan/contract';
import type { Signal } from '@preact/signals';
import { cache } from '../../session.ts';
import { setSeen } from '../actions.ts';
import type { ListState } from '../lists.ts';
import { patchDetail } from './details.ts';

/** Marks a mail as read once it was on the screen. The list may have done so already: its word is newer than the letter's. */
export function markShown(summary: MessageSummary): void {
  const listed = findListed(summary);
  patchDetail(summary.id, { seen: true });
  if (!(listed ?? summary).seen) void setSeen([listed ?? summary], true);
}

/** The newest copy of a summary that the page has: acts must start from it, or counts would move twice. */
export const findListed = (summary: MessageSummary): MessageSummary | undefined =>
  search(summary, (place) => place.peek());

/** The same for reading in a component, which is then drawn anew when the list changes. */
export const watchListed = (summary: MessageSummary): MessageSummary | undefined =>
  search(summary, (place) => place.value);

function search(
  summary: MessageSummary,
  read: (place: Signal<ListState | undefined>) => ListState | undefined,
): MessageSummary | undefined {
  for (const key of cache.keys(`list:${summary.mailboxId}|`)) {
    const found = read(cache.at<ListState>(key))?.messages.find((message) => message.id === summary.id);
    if (found) return found;
  }
  return undefined;
}
