import type { FetchedHeaders, UidRange } from '../types.ts';
import { readStructure } from './body-structure.ts';
import { fixed, glue, list, number, uidRange, uidSets, type Word } from './command.ts';
import { streamFetch } from './fetch.ts';
import type { ImapSession } from './session.ts';

/** The fields that lists, threads and replies need; ENVELOPE would lose raw 8-bit bytes (mail-providers.md §3.1). */
const head = glue(
  fixed(
    'UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM SENDER REPLY-TO TO CC SUBJECT MESSAGE-ID ',
  ),
  fixed('IN-REPLY-TO REFERENCES LIST-ID LIST-UNSUBSCRIBE PRECEDENCE AUTO-SUBMITTED CONTENT-TYPE)]'),
);

/** Flags, dates, sizes, header fields and, where asked, the structure of messages. */
export function fetchHeaders(
  session: ImapSession,
  range: UidRange | readonly number[],
  {
    structure = false,
    textBytes,
    signal,
  }: { readonly structure?: boolean; readonly textBytes?: number; readonly signal?: AbortSignal } = {},
): AsyncIterable<FetchedHeaders> {
  const items = list([
    head,
    ...(structure ? [fixed('BODYSTRUCTURE')] : []),
    ...(textBytes === undefined ? [] : [glue(fixed('BODY.PEEK[TEXT]<0.'), number(textBytes), fixed('>'))]),
  ]);
  return streamFetch<FetchedHeaders>(
    session,
    setsOf(range),
    items,
    ({ uid, flags, internalDate, size, body, text, structure: tree }) => {
      if (uid === undefined || body === undefined) return undefined;
      const part = tree === undefined ? undefined : readStructure(tree);
      return {
        uid,
        flags: flags ?? new Set(),
        internalDate: internalDate ?? new Date(0),
        size: size ?? 0,
        header: body ?? new Uint8Array(),
        ...(text ? { text } : {}),
        ...(part ? { structure: part } : {}),
      };
    },
    { signal },
  );
}

/** A range or a list of uids as the sets of as many commands. */
export const setsOf = (range: UidRange | readonly number[]): Word[] =>
  'from' in range ? [uidRange(range)] : uidSets(range);
