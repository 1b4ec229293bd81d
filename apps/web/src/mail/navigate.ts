import type { MessageSummary } from '@hongyan/contract';
import { go, goBack, route } from '../router.ts';
import { isPhone } from '../ui/layout.ts';
import { setSeen } from './actions.ts';
import { listOf, loadMore } from './lists.ts';
import { drawerOpen, folder, messageId, resetList, spec } from './view.ts';

/** Opens a mail; on a phone as a new screen, on PC beside the list. */
export function openMessage(message: MessageSummary): void {
  const at = spec.value;
  if (!at) return;
  go(
    { kind: 'mail', mailboxId: at.mailboxId, folderId: at.folderId, messageId: message.id },
    { replace: !isPhone.value && messageId.value !== undefined },
  );
  if (!message.seen) void setSeen([message], true);
}

/** Back to the list. */
export function closeMessage(): void {
  const at = route.value;
  if (at.kind === 'mail' && at.messageId) goBack({ kind: 'mail', mailboxId: at.mailboxId, folderId: at.folderId });
}

export function openFolder(mailboxId: string, folderId: string): void {
  drawerOpen.value = false;
  const at = spec.value;
  resetList();
  if (at?.mailboxId === mailboxId && at.folderId === folderId && !messageId.value) return;
  go({ kind: 'mail', mailboxId, folderId }, { replace: isPhone.value });
}

/** The mail above (-1) or below (1) the open one, or the first. */
export function neighbour(step: 1 | -1): MessageSummary | undefined {
  const at = spec.value;
  const messages = (at && listOf(at)?.messages) ?? [];
  const index = messages.findIndex((message) => message.id === messageId.value);
  if (index < 0) return step === 1 ? messages[0] : undefined;
  if (at && index + step > messages.length - 5) void loadMore(at);
  return messages[index + step];
}

/** Goes to the mail above or below. */
export function step(by: 1 | -1): void {
  const next = neighbour(by);
  if (next) openMessage(next);
}

/** Where the open mail stands in its list, from 1. */
export function position(): { readonly index: number; readonly total: number } | undefined {
  const at = spec.value;
  const state = at && listOf(at);
  const index = state?.messages.findIndex((message) => message.id === messageId.value) ?? -1;
  if (!state || index < 0) return undefined;
  const whole = at.filter === 'all' && !at.q ? (folder.value?.total ?? state.folder.total) : state.messages.length;
  return { index: index + 1, total: Math.max(whole, state.messages.length) };
}

/** After the open mail was moved away: on PC the next one opens, on a phone the list comes back. */
export function afterMoved(next: MessageSummary | undefined): void {
  if (isPhone.value || !next) closeMessage();
  else openMessage(next);
}
