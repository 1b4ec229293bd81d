import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { Flags, MailFailure, MailResult, UidRange } from '../types.ts';
import { fixed, uidRange } from './command.ts';
import { streamFetch } from './fetch.ts';
import { setsOf } from './fetch-headers.ts';
import type { ImapSession } from './session.ts';

/** The flags of messages: what a reconciliation compares. */
export function fetchFlags(
  session: ImapSession,
  range: UidRange | readonly number[],
): AsyncIterable<{ readonly uid: number; readonly flags: Flags }> {
  return streamFetch(session, setsOf(range), fixed('(UID FLAGS)'), ({ uid, flags }) =>
    uid !== undefined && flags ? { uid, flags } : undefined,
  );
}

/** The uids of the newest messages by sequence number: cheap on every server, and right where SEARCH is not. */
export async function newestUids(session: ImapSession, count: number): Promise<MailResult<readonly number[]>> {
  const exists = session.selected?.exists ?? 0;
  if (exists === 0 || count < 1) return ok([]);
  const from = Math.max(1, exists - Math.floor(count) + 1);
  const uids: number[] = [];
  const stream = streamFetch(session, [uidRange({ from, to: '*' })], fixed('(UID)'), ({ uid }) => uid, {
    command: fixed('FETCH'),
  });
  try {
    for await (const uid of stream) uids.push(uid);
  } catch (error) {
    return err(failureOfThrown(error));
  }
  return ok(uids.sort((a, b) => a - b).slice(-Math.floor(count)));
}

/** A stream's throw as the failure it was made of. */
export function failureOfThrown(error: unknown): MailFailure {
  const { code, detail } = error as { code?: string; detail?: string };
  if (typeof code === 'string' && code.startsWith('mail.')) return failure(code as MailFailure['code'], detail);
  throw error;
}
