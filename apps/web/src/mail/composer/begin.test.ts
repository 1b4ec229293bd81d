import type { ComposePrefill, MailboxSummary } from '@hongyan/contract';
import { expect, test } from 'vitest';
import { beginLetter, isWritten, newSendId } from './begin.ts';

const mailbox = {
  id: 'b',
  address: 'me@ccjy.example',
  displayName: '',
  state: { kind: 'ready' },
} as unknown as MailboxSummary;
const prefill: ComposePrefill = {
  kind: 'reply',
  to: [{ name: '甲', address: 'a@ccjy.example' }],
  cc: [{ name: 'C', address: 'c@halden.example' }],
  subject: '回复：x',
  quoteHtml: '<div>q</div>',
  attachments: [],
};

test('what the original gives is not yet written by a person', () => {
  const { draft, blank } = beginLetter(mailbox, { kind: 'reply', messageId: '1' }, prefill, undefined, newSendId);
  expect(isWritten({ ...draft, html: '<div><br></div>' }, blank)).toBe(false);
  expect(isWritten({ ...draft, html: '<div>好</div>' }, blank)).toBe(true);
  expect(isWritten({ ...draft, cc: [] }, blank)).toBe(true);
});

test('recipients of the original are told apart', () => {
  const { draft } = beginLetter(mailbox, { kind: 'reply', messageId: '1' }, prefill, undefined, newSendId);
  expect([draft.to[0]?.kind, draft.cc[0]?.kind]).toEqual(['colleague', 'outsider']);
});

test('an address that was pressed joins the draft that was kept', () => {
  const kept = beginLetter(mailbox, { kind: 'new' }, undefined, undefined, newSendId).draft;
  const { draft } = beginLetter(
    mailbox,
    { kind: 'new', to: 'x@y.example' },
    undefined,
    { ...kept, subject: 's' },
    newSendId,
  );
  expect([draft.subject, draft.to.map((entry) => entry.address)]).toEqual(['s', ['x@y.example']]);
});

test('a letter has an id of its own', () => {
  expect(newSendId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newSendId()).not.toBe(newSendId());
});
