import { failure, toError } from '../failure.ts';
import type { MailResult } from '../types.ts';
import { fixed, type Word } from './command.ts';
import type { Tagged } from './exchange.ts';
import { type FetchData, readFetch } from './fetch-data.ts';
import { settle } from './outcome.ts';
import { WireError } from './response-reader.ts';
import type { ImapSession } from './session.ts';

/** Beyond this the server is asked to wait, unless another command wants the wire. */
const HIGH_WATER = 4 * 1024 * 1024;
const MOST_HELD = 24 * 1024 * 1024;
const ITEM_COST = 300;

/**
 * UID FETCH as a stream in the server's order. Reading slowly slows the server down; leaving the loop early lets the rest
 * run past unseen. Fails by throwing, as iteration must.
 */
export async function* streamFetch<T>(
  session: ImapSession,
  sets: readonly Word[],
  items: Word,
  read: (data: FetchData, seq: number) => T | undefined,
  options: { readonly signal?: AbortSignal; readonly command?: Word } = {},
): AsyncGenerator<T> {
  for (const set of sets) {
    options.signal?.throwIfAborted();
    yield* streamOne(session, [options.command ?? fixed('UID FETCH'), set, items], read, options.signal);
  }
}

async function* streamOne<T>(
  session: ImapSession,
  pieces: readonly Word[],
  read: (data: FetchData, seq: number) => T | undefined,
  signal?: AbortSignal,
): AsyncGenerator<T> {
  let held: T[] = [];
  let heldBytes = 0;
  let paused = false;
  let hurry = false;
  let unwanted = false;
  let wake: (() => void) | undefined;
  let result: MailResult<Tagged> | undefined;

  const goOn = () => {
    if (!paused) return;
    paused = false;
    session.resume();
  };
  const take = (item: T, bytes: number) => {
    if (unwanted) return;
    held.push(item);
    heldBytes += bytes + ITEM_COST;
    if (heldBytes > MOST_HELD) throw new WireError('more fetched than anyone reads');
    if (heldBytes > HIGH_WATER && !hurry && !paused) {
      paused = true;
      session.pause();
    }
    wake?.();
  };
  const running = session
    .exclusive(async () => {
      session.yieldOnContention(() => {
        hurry = true;
        goOn();
      });
      const answer = await session.run(pieces, {
        onUntagged: (response) => {
          if (response.kind !== 'numbered' || response.name !== 'FETCH') return false;
          const data = readFetch(response);
          const item = data && read(data, response.seq);
          if (item === undefined) return data === undefined ? false : tellFlags(session, data, response.seq);
          take(item, data?.body?.length ?? 0);
          return true;
        },
      });
      return settle(session, answer);
    })
    .then((answer) => {
      result = answer;
      wake?.();
    });
  const onAbort = () => wake?.();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    while (true) {
      signal?.throwIfAborted();
      if (held.length > 0) {
        const batch = held;
        held = [];
        heldBytes = 0;
        goOn();
        for (const item of batch) {
          signal?.throwIfAborted();
          yield item;
        }
      } else if (result) break;
      else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        wake = undefined;
      }
    }
    await running;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    unwanted = true;
    held = [];
    goOn();
  }
  const answer = result ?? { ok: false as const, error: failure('mail.network') };
  // Some servers answer NO or BAD to a range of an empty folder.
  if (!answer.ok && !session.ended && session.selected?.exists === 0) return;
  if (!answer.ok) throw toError(answer.error);
}

/** A FETCH that is not what we asked for is news about flags, or nothing. */
export function tellFlags(session: ImapSession, data: FetchData, seq: number): boolean {
  if (data.flags) {
    session.freshNews = true;
    session.tell({ kind: 'flags', seq, flags: data.flags, ...(data.uid === undefined ? {} : { uid: data.uid }) });
  }
  return true;
}
