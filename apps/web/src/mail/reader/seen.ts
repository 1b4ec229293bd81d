import type { MessageSummary } from '@hongyan/contract';
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
export function findListed(summary: MessageSummary): MessageSummary | undefined {
  for (const key of cache.keys(`list:${summary.mailboxId}|`)) {
    const found = cache
      .at<ListState>(key)
      .peek()
      ?.messages.find((message) => message.id === summary.id);
    if (found) return found;
  }
  return undefined;
}
