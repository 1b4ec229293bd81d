import type { DomainEvent, LiveEvent } from '@hongyan/contract';
import type { Clock, MemberId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Accounts } from './ports.ts';

const heartbeatMs = 20_000;
/** A page that reads nothing for so long reloads everything anyway. */
const maxHeld = 200;

const line = (event: LiveEvent): string => `data: ${JSON.stringify(event)}\n\n`;

/** What the page is told of an event; undefined for what it does not show. */
function toLive(event: DomainEvent): LiveEvent | undefined {
  switch (event.kind) {
    case 'mailbox.messages':
      return { kind: 'messages', mailboxId: event.mailboxId, folderId: event.folderId, arrived: event.arrived };
    case 'mailbox.folders':
      return { kind: 'folders', mailboxId: event.mailboxId };
    case 'mailbox.state':
    case 'mailbox.bound':
    case 'mailbox.unbound':
      return { kind: 'mailbox', mailboxId: event.mailboxId };
    case 'send.state':
      return { kind: 'send', sendId: event.sendId };
    default:
      return undefined;
  }
}

/** Two events of which the second says all that the first did; arrivals add up. */
function merge(held: LiveEvent[], event: LiveEvent): void {
  const i = held.findIndex(
    (one) =>
      one.kind === event.kind &&
      ('mailboxId' in one && 'mailboxId' in event ? one.mailboxId === event.mailboxId : true) &&
      ('folderId' in one && 'folderId' in event ? one.folderId === event.folderId : true) &&
      ('sendId' in one && 'sendId' in event ? one.sendId === event.sendId : true),
  );
  const before = held[i];
  if (before?.kind === 'messages' && event.kind === 'messages')
    held[i] = { ...event, arrived: before.arrived + event.arrived };
  else if (i < 0) held.push(event);
}

/** More pages than anyone has open; beyond it the oldest, mostly one whose phone is long gone, ends. */
const streamsOfMember = 24;
/** Then the page connects again, and its session is looked at again: a stream does not outlive it for long. */
const streamMs = 6 * 60 * 60_000;

/** The streams of every page, few enough of one member that nobody can pile them up. */
export function createLive(deps: { events: Events; accounts: Accounts; clock: Clock }) {
  const open = new Map<MemberId, Set<AbortController>>();
  return async function* live(principal: Principal, signal: AbortSignal): AsyncGenerator<string> {
    const own = open.get(principal.memberId) ?? new Set();
    open.set(principal.memberId, own);
    const turn = new AbortController();
    own.add(turn);
    if (own.size > streamsOfMember) for (const oldest of [...own].slice(0, -streamsOfMember)) oldest.abort();
    try {
      yield* streamLive(deps, principal, AbortSignal.any([signal, turn.signal]));
    } finally {
      own.delete(turn);
      if (own.size === 0) open.delete(principal.memberId);
    }
  };
}

/**
 * The stream of one page: `hello` first, then what concerns this principal's own mailboxes and sends, a comment now and then
 * so that no proxy calls it dead. Ends with the caller or with the session.
 */
async function* streamLive(
  deps: { events: Events; accounts: Accounts; clock: Clock },
  principal: Principal,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { corpId, memberId } = principal;
  const held: LiveEvent[] = [];
  const own = new Set<string>();
  let wake: (() => void) | undefined;
  let ended = false;
  const readOwn = async () => {
    const mailboxes = await deps.accounts.ofMember(corpId, memberId);
    own.clear();
    for (const { mailboxId } of mailboxes) own.add(mailboxId);
  };
  const hear = async (event: DomainEvent): Promise<void> => {
    if (event.corpId !== corpId) return;
    if (event.kind === 'session.ended') ended ||= event.memberId === memberId;
    // Perhaps paused or removed: the page comes back and is asked who it is.
    else if (event.kind === 'app.changed') ended = true;
    else if (event.kind === 'send.state') {
      if (event.memberId !== memberId) return;
    } else if ('mailboxId' in event) {
      const before = own.has(event.mailboxId);
      if (event.kind === 'mailbox.bound' || event.kind === 'mailbox.unbound') await readOwn();
      if (!before && !own.has(event.mailboxId)) return;
    }
    const live = toLive(event);
    if (live) merge(held, live);
    if (held.length > maxHeld) held.splice(0, held.length, { kind: 'hello' });
    wake?.();
  };
  const kinds = [
    'mailbox.messages',
    'mailbox.folders',
    'mailbox.state',
    'mailbox.bound',
    'mailbox.unbound',
    'send.state',
    'session.ended',
    'app.changed',
  ] as const;
  const unsubscribe = [
    ...kinds.map((kind) => deps.events.subscribe(kind, hear)),
    // Events may be missing: the page begins again as after a new connection.
    deps.events.onGap(async () => {
      held.splice(0, held.length, { kind: 'hello' });
      // What was missed may be that a mailbox is theirs no longer.
      await readOwn().catch(() => {
        ended = true;
      });
      wake?.();
    }),
  ];
  try {
    await readOwn();
    yield line({ kind: 'hello' });
    for (const until = deps.clock.now() + streamMs; !signal.aborted && !ended && deps.clock.now() < until; ) {
      const events = held.splice(0);
      if (events.length > 0) {
        yield events.map(line).join('');
        continue;
      }
      const idle = new AbortController();
      const next = await Promise.race([
        new Promise<'news'>((resolve) => {
          wake = () => resolve('news');
        }),
        deps.clock.sleep(heartbeatMs, AbortSignal.any([signal, idle.signal])).then(
          () => 'beat' as const,
          () => 'news' as const,
        ),
      ]);
      wake = undefined;
      idle.abort();
      if (next === 'beat') yield ': beat\n\n';
    }
  } finally {
    for (const stop of unsubscribe) stop();
  }
}
