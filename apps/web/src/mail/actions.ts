import type { MessageSummary, MoveMessages } from '@hongyan/contract';
import type { Answer } from '../api/answer.ts';
import { api } from '../api/api.ts';
import { language } from '../i18n/language.ts';
import { ask } from '../ui/ask.tsx';
import { showSnack } from '../ui/snackbar.tsx';
import { uiText } from '../ui/text.ts';
import { actionsText } from './actions-text.ts';
import { folderName } from './folder-name.ts';
import { foldersOf, shiftCounts } from './folders.ts';
import { changeLists } from './lists.ts';

/** What an act is done to. All of one act lie in one mailbox. */
export type Messages = readonly MessageSummary[];

/** Marks as read or unread, at once on the page and then on the server; a refusal is taken back and said. */
export async function setSeen(messages: Messages, seen: boolean): Promise<boolean> {
  const changed = messages.filter((message) => message.seen !== seen);
  if (changed.length === 0) return true;
  const patch = (value: boolean) => {
    patchMessages(changed, { seen: value });
    const shifts = new Map<string, { unread: number }>();
    for (const { folderId } of changed)
      shifts.set(folderId, { unread: (shifts.get(folderId)?.unread ?? 0) + (value ? -1 : 1) });
    shiftCounts(changed[0]!.mailboxId, shifts);
  };
  patch(seen);
  const answer = await api.changeFlags(changed[0]!.mailboxId, { messageIds: idsOf(changed), seen });
  if (answer.ok) return true;
  patch(!seen);
  return sayFailure(answer, () => void setSeen(messages, seen));
}

/** Sets or takes away the star. */
export async function setStarred(messages: Messages, starred: boolean): Promise<boolean> {
  const changed = messages.filter((message) => message.starred !== starred);
  if (changed.length === 0) return true;
  patchMessages(changed, { starred });
  const answer = await api.changeFlags(changed[0]!.mailboxId, { messageIds: idsOf(changed), starred });
  if (answer.ok) return true;
  patchMessages(changed, { starred: !starred });
  return sayFailure(answer, () => void setStarred(messages, starred));
}

/** Moves and offers the way back. A message keeps its id across our own moves. */
export async function move(messages: Messages, to: MoveMessages['to']): Promise<boolean> {
  const first = messages[0];
  if (!first) return true;
  const target = 'folderId' in to ? to.folderId : roleFolder(first.mailboxId, to.role)?.id;
  const moving = messages.filter((message) => message.folderId !== target);
  if (moving.length === 0) return true;
  takeOut(moving, target);
  const answer = await api.move(first.mailboxId, { messageIds: idsOf(moving), to });
  if (!answer.ok) {
    putBack(moving, target);
    return sayFailure(answer, () => void move(messages, to));
  }
  showSnack({
    text: movedText(moving, to, answer.value.toFolderId),
    act: { label: uiText().undo, run: () => void undoMove(moving, answer.value.toFolderId) },
  });
  return true;
}

/** Deletes: into the trash with a way back; from the trash for good, after asking. */
export async function remove(messages: Messages): Promise<boolean> {
  const first = messages[0];
  if (!first) return true;
  const trash = roleFolder(first.mailboxId, 'trash');
  if (!trash || first.folderId !== trash.id) return move(messages, { role: 'trash' });
  const t = actionsText();
  if (!(await ask({ title: t.expungeTitle(messages.length), text: t.expungeText, yes: t.expunge, danger: true })))
    return false;
  takeOut(messages, undefined);
  const answer = await api.expunge(first.mailboxId, idsOf(messages));
  if (answer.ok) {
    showSnack({ text: t.expunged(messages.length) });
    return true;
  }
  putBack(messages, undefined);
  return sayFailure(answer, () => void remove(messages));
}

async function undoMove(moved: Messages, from: string): Promise<void> {
  putBack(moved, from);
  for (const [folderId, messages] of groupByFolder(moved)) {
    const answer = await api.move(moved[0]!.mailboxId, { messageIds: idsOf(messages), to: { folderId } });
    if (answer.ok) continue;
    takeOut(messages, from);
    sayFailure(answer, () => void undoMove(messages, from));
  }
}

/** Changes what every list shows of these messages. */
export function patchMessages(messages: Messages, patch: Partial<MessageSummary>): void {
  const ids = new Set<string>(messages.map((message) => message.id));
  for (const mailboxId of new Set(messages.map((message) => message.mailboxId)))
    changeLists(mailboxId, (list) =>
      list.some((message) => ids.has(message.id))
        ? list.map((message) => (ids.has(message.id) ? { ...message, ...patch } : message))
        : list,
    );
}

function takeOut(messages: Messages, target: string | undefined): void {
  const ids = new Set<string>(messages.map((message) => message.id));
  changeLists(messages[0]!.mailboxId, (list, folderId) =>
    folderId === target ? list : list.filter((message) => !ids.has(message.id)),
  );
  count(messages, target, 1);
}

function putBack(messages: Messages, target: string | undefined): void {
  const ids = new Set<string>(messages.map((message) => message.id));
  changeLists(messages[0]!.mailboxId, (list, folderId, filter) => {
    const rest = list.filter((message) => !ids.has(message.id));
    const here = messages.filter((message) => message.folderId === folderId && belongs(message, filter));
    return here.length
      ? [...rest, ...here].sort((a, b) => (a.receivedAt < b.receivedAt ? 1 : a.receivedAt > b.receivedAt ? -1 : 0))
      : rest;
  });
  count(messages, target, -1);
}

function belongs(message: MessageSummary, filter: string): boolean {
  if (filter === 'unread') return !message.seen;
  if (filter === 'starred') return message.starred;
  if (filter === 'attachments') return message.attachmentCount > 0;
  return true;
}

function count(messages: Messages, target: string | undefined, sign: 1 | -1): void {
  const shifts = new Map<string, { unread: number; total: number }>();
  const shift = (folderId: string, unread: number, total: number) => {
    const now = shifts.get(folderId) ?? { unread: 0, total: 0 };
    shifts.set(folderId, { unread: now.unread + unread, total: now.total + total });
  };
  for (const message of messages) {
    const unread = message.seen ? 0 : sign;
    shift(message.folderId, -unread, -sign);
    if (target) shift(target, unread, sign);
  }
  shiftCounts(messages[0]!.mailboxId, shifts);
}

function groupByFolder(messages: Messages): ReadonlyMap<string, Messages> {
  const groups = new Map<string, MessageSummary[]>();
  for (const message of messages) {
    const group = groups.get(message.folderId);
    if (group) group.push(message);
    else groups.set(message.folderId, [message]);
  }
  return groups;
}

const idsOf = (messages: Messages): MessageSummary['id'][] => messages.map((message) => message.id);

const roleFolder = (mailboxId: string, role: string) => foldersOf(mailboxId)?.find((folder) => folder.role === role);

function movedText(moved: Messages, to: MoveMessages['to'], toFolderId: string): string {
  const t = actionsText();
  const folder = foldersOf(moved[0]!.mailboxId)?.find((each) => each.id === toFolderId);
  const role = 'role' in to ? to.role : folder?.role;
  if (role === 'trash') return t.removed(moved.length);
  if (role === 'archive') return t.archived(moved.length);
  return folder ? t.movedTo(moved.length, folderName(folder)) : t.moved(moved.length);
}

function sayFailure(answer: Extract<Answer<never>, { ok: false }>, retry: () => void): false {
  if (answer.failure.code !== 'web.aborted')
    showSnack({ text: answer.failure.what[language.value], act: { label: uiText().retry, run: retry }, ms: 8000 });
  return false;
}
