import type { DomainEvent } from '@hongyan/contract';
import { type Clock, type CorpId, type MailboxId, type MemberId, newId, systemClock, type UserId } from '@hongyan/kit';
import { expect, test } from 'vitest';
import type { Principal } from '../../http/types.ts';
import { createLive } from './live.ts';

function build(clock: Clock = systemClock) {
  let listeners = 0;
  const listen = () => {
    listeners += 1;
    return () => {
      listeners -= 1;
    };
  };
  const live = createLive({
    events: { publish: () => undefined, subscribe: listen, onGap: listen },
    accounts: { ofMember: async () => [] } as never,
    clock,
  });
  const person = (): Principal => ({
    corpId: 'dinglive' as CorpId,
    memberId: newId<MemberId>(),
    userId: 'u' as UserId,
    isAdmin: false,
    sessionId: 's',
  });
  const open = async (who: Principal) => {
    const stream = live(who, new AbortController().signal);
    expect((await stream.next()).value).toContain('hello');
    return stream;
  };
  return { live, person, open, listeners: () => listeners };
}

test('a member’s 25th stream ends the oldest one, and nobody else’s', async () => {
  const { person, open, listeners } = build();
  const [me, colleague] = [person(), person()];
  const theirs = await open(colleague);
  const perStream = listeners();
  const mine: Awaited<ReturnType<typeof open>>[] = [];
  for (let i = 0; i < 24; i += 1) mine.push(await open(me));
  const oldest = mine[0]!.next();
  mine.push(await open(me));
  expect((await oldest).done).toBe(true);
  expect(listeners()).toBe(perStream * 25);
  for (const stream of [theirs, ...mine]) await stream.return(undefined);
  expect(listeners()).toBe(0);
});

test('a stream ends after some hours, so that its session is looked at again', async () => {
  let now = 0;
  const { person, open } = build({
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
  });
  const stream = await open(person());
  let beats = 0;
  for await (const line of stream) beats += line === ': beat\n\n' ? 1 : 0;
  expect(beats).toBe((6 * 3_600) / 20);
});

test('after a gap a stream tells nothing of a mailbox that is its member’s no longer', async () => {
  const listeners: ((event: DomainEvent) => unknown)[] = [];
  const gaps: (() => unknown)[] = [];
  const mailboxId = newId<MailboxId>();
  let bound = [{ mailboxId }];
  const live = createLive({
    events: {
      publish: () => undefined,
      subscribe: (_kind, run) => {
        listeners.push(run as (event: DomainEvent) => unknown);
        return () => undefined;
      },
      onGap: (run) => {
        gaps.push(run);
        return () => undefined;
      },
    },
    accounts: { ofMember: async () => bound } as never,
    clock: systemClock,
  });
  const corpId = 'dinglive' as CorpId;
  const me = { corpId, memberId: newId<MemberId>(), userId: 'u' as UserId, isAdmin: false, sessionId: 's' };
  const stream = live(me, new AbortController().signal);
  await stream.next();
  const tell = () => listeners[0]!({ kind: 'mailbox.folders', corpId, mailboxId });
  await tell();
  expect((await stream.next()).value).toContain(mailboxId);
  // They left, and the news of it was lost.
  bound = [];
  await gaps[0]!();
  await tell();
  expect((await stream.next()).value).toBe('data: {"kind":"hello"}\n\n');
  await stream.return(undefined);
});

test('a stream that nobody reads listens to nothing', () => {
  const { live, person, listeners } = build();
  live(person(), new AbortController().signal);
  expect(listeners()).toBe(0);
});
