import type { MessageSummary } from '@hongyan/contract';
import { useEffect } from 'react';
import { move, remove, setSeen, setStarred } from './actions.ts';
import { listOf } from './lists.ts';
import { afterMoved, neighbour, openMessage, step } from './navigate.ts';
import { chosen, compose, messageId, spec } from './view.ts';

/** The keyboard: j k walk, Enter opens, # deletes, e archives, r a f answer, c writes, s stars, u marks unread, / searches. */
export function useKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const target = event.target as HTMLElement;
  if (
    target.closest('input, textarea, select, [contenteditable="true"], dialog') ||
    document.querySelector('dialog[open]')
  )
    return;
  if (event.key === 'Escape' && chosen.value) {
    chosen.value = undefined;
    return;
  }
  const act = acts[event.key];
  if (!act || compose.value) return;
  event.preventDefault();
  act();
}

const acts: Readonly<Record<string, () => void>> = {
  j: () => step(1),
  k: () => step(-1),
  c: () => write('new'),
  r: () => write('reply'),
  a: () => write('replyAll'),
  f: () => write('forward'),
  e: () => away((message) => move([message], { role: 'archive' })),
  '#': () => away((message) => remove([message])),
  s: () => withOpen((message) => void setStarred([message], !message.starred)),
  u: () => withOpen((message) => void setSeen([message], !message.seen)),
  o: () => focused(openMessage),
  '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
};

const find = (id: string | undefined): MessageSummary | undefined =>
  spec.value && listOf(spec.value)?.messages.find((message) => message.id === id);

function withOpen(run: (message: MessageSummary) => void): void {
  const message = find(messageId.value);
  if (message) run(message);
}

/** The row that has the focus. */
function focused(run: (message: MessageSummary) => void): void {
  const message = find((document.activeElement as HTMLElement | null)?.dataset.row);
  if (message) run(message);
}

/** The open mail goes; the next one takes its place. */
function away(run: (message: MessageSummary) => Promise<boolean>): void {
  withOpen((message) => {
    const next = neighbour(1) ?? neighbour(-1);
    void run(message).then((gone) => {
      if (gone && messageId.peek() === message.id) afterMoved(next);
    });
  });
}

function write(kind: 'new' | 'reply' | 'replyAll' | 'forward'): void {
  if (kind === 'new') compose.value = { kind };
  else if (messageId.value) compose.value = { kind, messageId: messageId.value };
}
