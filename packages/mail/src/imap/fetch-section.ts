import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { MailResult } from '../types.ts';
import { fixed, glue, number, section as sectionWord, uidSets, type Word } from './command.ts';
import { tellFlags } from './fetch.ts';
import { readFetch } from './fetch-data.ts';
import { refused, settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

const WHOLE = 32 * 1024 * 1024;

/** One section of one message without setting \Seen, or its first bytes. */
export async function fetchSection(
  session: ImapSession,
  uid: number,
  name: string,
  { maxBytes, signal }: { readonly maxBytes?: number; readonly signal?: AbortSignal } = {},
): Promise<MailResult<Uint8Array | undefined>> {
  const section = sectionWord(name);
  const [set] = uidSets([uid]);
  if (section === undefined || !set) return refused('mail.gone', 'no such section');
  signal?.throwIfAborted();
  const partial = maxBytes === undefined ? fixed('') : glue(fixed('<0.'), number(maxBytes), fixed('>'));
  const item: Word = glue(fixed('(UID BODY.PEEK['), section, fixed(']'), partial, fixed(')'));
  let bytes: Buffer | null | undefined;
  const answer = await session.run([fixed('UID FETCH'), set, item], {
    literalBytes: Math.max(WHOLE, (maxBytes ?? 0) + 1024),
    onUntagged: (response) => {
      if (response.kind !== 'numbered' || response.name !== 'FETCH') return false;
      const data = readFetch(response);
      const body = data?.body === undefined ? data?.text : data.body;
      if (!data || body === undefined || data.uid !== uid) {
        return data ? tellFlags(session, data, response.seq) : false;
      }
      bytes = body;
      return true;
    },
  });
  signal?.throwIfAborted();
  const settled = settle(session, answer);
  if (!settled.ok) return settled;
  if (bytes === undefined) return ok(undefined);
  return ok(maxBytes === undefined ? (bytes ?? new Uint8Array()) : (bytes ?? new Uint8Array()).subarray(0, maxBytes));
}

/** The whole message, refused as too large before it fills the memory. */
export async function fetchMessage(
  session: ImapSession,
  uid: number,
  { maxBytes, signal }: { readonly maxBytes: number; readonly signal?: AbortSignal },
): Promise<MailResult<Uint8Array | undefined>> {
  const fetched = await fetchSection(session, uid, '', { maxBytes: maxBytes + 1, ...(signal ? { signal } : {}) });
  if (!fetched.ok || !fetched.value) return fetched;
  return fetched.value.byteLength > maxBytes ? err(failure('mail.size', `more than ${maxBytes} bytes`)) : fetched;
}
