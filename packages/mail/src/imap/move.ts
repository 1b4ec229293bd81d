import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import type { MailResult } from '../types.ts';
import { fixed, folderPath, uidSets } from './command.ts';
import { expungeUids } from './expunge.ts';
import { numberOf, textOf } from './lexer.ts';
import { refused, settle } from './outcome.ts';
import type { ResponseCode } from './response.ts';
import type { ImapSession } from './session.ts';
import { parseUidSet } from './uid-set.ts';

/** Where messages went: old uid → new uid, as far as the server tells (COPYUID, RFC 4315). */
export interface Moved {
  readonly uidValidity?: number;
  readonly uids: ReadonlyMap<number, number>;
}

/** MOVE (RFC 6851), else COPY, then removing the originals. */
export async function moveMessages(
  session: ImapSession,
  uids: readonly number[],
  toWirePath: string,
): Promise<MailResult<Moved>> {
  const path = folderPath(toWirePath);
  if (!path) return refused('mail.folder_missing', 'not a folder path');
  const moved = new Map<number, number>();
  let uidValidity: number | undefined;
  const learn = (code: ResponseCode | undefined) => {
    if (code?.name !== 'COPYUID') return;
    uidValidity = numberOf(code.args[0]);
    const from = parseUidSet(textOf(code.args[1]) ?? '');
    const to = parseUidSet(textOf(code.args[2]) ?? '');
    if (from.length === to.length) for (const [at, uid] of from.entries()) moved.set(uid, to[at]!);
  };
  const verb = session.capabilities.has('MOVE') ? fixed('UID MOVE') : fixed('UID COPY');
  for (const set of uidSets(uids)) {
    const answer = await session.run([verb, set, path], {
      onUntagged: (response) => {
        if (response.kind !== 'status' || response.code?.name !== 'COPYUID') return false;
        learn(response.code);
        return true;
      },
    });
    const settled = settle(session, answer);
    if (!settled.ok) return settled;
    learn(settled.value.code);
  }
  if (!session.capabilities.has('MOVE')) {
    const removed = await expungeUids(session, uids);
    if (!removed.ok) return err(failure(removed.error.code, removed.error.detail));
  }
  return ok({ uids: moved, ...(uidValidity ? { uidValidity } : {}) });
}
