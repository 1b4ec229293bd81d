import type { FetchedHeaders, ImapConnection, UidRange } from '@hongyan/mail';
import { type DraftMaker, type MessageDraft, previewBytes } from './draft.ts';

/**
 * Messages of the open folder, made ready for the index, in chunks. Uids up to `after` are dropped: `n:*` echoes the last
 * message when there is nothing newer (RFC 3501 §6.4.8).
 */
export async function* fetchDrafts(
  connection: ImapConnection,
  range: UidRange | readonly number[],
  make: DraftMaker,
  { after = 0, chunk = 200, signal }: { after?: number; chunk?: number; signal?: AbortSignal } = {},
): AsyncGenerator<readonly MessageDraft[]> {
  let held: FetchedHeaders[] = [];
  for await (const fetched of connection.fetchHeaders(range, { structure: true, textBytes: previewBytes, signal })) {
    if (fetched.uid <= after) continue;
    held.push(fetched);
    if (held.length < chunk) continue;
    yield await Promise.all(held.map(make));
    held = [];
  }
  if (held.length > 0) yield await Promise.all(held.map(make));
}
