import { type Clock, type CorpId, type MailboxId, type MessageId, newId } from '@hongyan/kit';
import type { ParsedMessage } from '@hongyan/mail';
import { describe, expect, test } from 'vitest';
import { createOpenedMails } from './opened-mails.ts';

const corpId = 'dingmail' as CorpId;
const mailboxId = newId<MailboxId>();
const mail = (bytes = 1): ParsedMessage => ({
  headers: {} as ParsedMessage['headers'],
  parts: [
    { partId: '1', name: 'x', mediaType: 'image/png', size: bytes, inline: true, content: new Uint8Array(bytes) },
  ],
});
const place = (id: MessageId, box = mailboxId) => ({ corpId, mailboxId: box, id });

function open() {
  const sleeps: { ms: number; wake: () => void }[] = [];
  const clock: Clock = { now: () => 0, sleep: (ms) => new Promise((wake) => sleeps.push({ ms, wake })) };
  return { mails: createOpenedMails(clock), sleeps };
}

describe('mails that were opened a moment ago', () => {
  test('are found for their corp only, and for a minute', async () => {
    const { mails, sleeps } = open();
    const id = newId<MessageId>();
    const parsed = mail();
    mails.keep(mails.ticket(), place(id), parsed);
    expect(mails.find(corpId, id)).toBe(parsed);
    expect(mails.find('dingother' as CorpId, id)).toBeUndefined();
    expect(sleeps.map(({ ms }) => ms)).toEqual([60_000]);
    sleeps[0]!.wake();
    await Promise.resolve();
    expect(mails.find(corpId, id)).toBeUndefined();
  });

  test('are eight at most, the newest', () => {
    const { mails } = open();
    const ids = Array.from({ length: 10 }, () => newId<MessageId>());
    for (const id of ids) mails.keep(mails.ticket(), place(id), mail());
    expect(ids.map((id) => mails.find(corpId, id) !== undefined)).toEqual([false, false, ...Array(8).fill(true)]);
  });

  test('take 32 MB at most together, and a larger one is not kept', () => {
    const { mails } = open();
    const [huge, first, second, third] = Array.from({ length: 4 }, () => newId<MessageId>());
    const mb = 1024 * 1024;
    mails.keep(mails.ticket(), place(first!), mail(15 * mb));
    mails.keep(mails.ticket(), place(huge!), mail(33 * mb));
    mails.keep(mails.ticket(), place(second!), mail(15 * mb));
    mails.keep(mails.ticket(), place(third!), mail(15 * mb));
    expect([huge, first, second, third].map((id) => mails.find(corpId, id!) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('leave with their mailbox, also the one that was being read', () => {
    const { mails } = open();
    const [gone, reading, other] = Array.from({ length: 3 }, () => newId<MessageId>());
    mails.keep(mails.ticket(), place(gone!), mail());
    mails.keep(mails.ticket(), place(other!, newId<MailboxId>()), mail());
    const ticket = mails.ticket();
    mails.drop(mailboxId);
    mails.keep(ticket, place(reading!), mail());
    expect([gone, reading, other].map((id) => mails.find(corpId, id!) !== undefined)).toEqual([false, false, true]);
  });
});
