import type { Cursor } from '../cursor.ts';
import { pickMessages } from '../message-set.ts';
import type { Command, Session } from '../session.ts';
import type { ViewedMessage } from '../view.ts';
import { toSet } from '../wire.ts';
import { findFolder } from './shared.ts';

/** RFC 3501 §6.4.7, with COPYUID of RFC 4315. */
export const copy: Command = {
  needs: 'folder',
  byUid: true,
  run(session, args, byUid) {
    const done = copyAll(session, args, byUid);
    if (!done) return 'NO [TRYCREATE] There is no such folder';
    return done.code ? `OK [${done.code}] COPY completed` : 'OK Nothing to copy';
  },
};

/** RFC 6851: COPYUID goes out before the EXPUNGEs, so that the client knows where the mails went. */
export const move: Command = {
  needs: 'folder',
  byUid: true,
  run(session, args, byUid) {
    if (session.view!.readOnly) return 'NO [READ-ONLY] The folder is open for reading';
    const done = copyAll(session, args, byUid);
    if (!done) return 'NO [TRYCREATE] There is no such folder';
    if (done.code) session.line(`* OK [${done.code}] Moved`);
    session.view!.folder.remove(done.picked.map(({ message }) => message.uid));
    return 'OK MOVE completed';
  },
};

function copyAll(
  session: Session,
  args: Cursor,
  byUid: boolean,
): { picked: ViewedMessage[]; code: string | undefined } | undefined {
  args.space();
  const set = args.while((character) => character !== ' ');
  args.space();
  const target = findFolder(session, args.astring());
  args.end();
  if (!target) return undefined;
  const { folder } = session.view!;
  // What another session expunged can still be seen here but no longer be copied.
  const picked = pickMessages(set, session.view!, byUid).filter(({ message }) => folder.get(message.uid) === message);
  if (picked.length === 0) return { picked, code: undefined };
  const to = picked.map(({ message }) => target.add(message.raw, message).message.uid);
  const from = picked.map(({ message }) => message.uid);
  return { picked, code: `COPYUID ${target.uidValidity} ${toSet(from)} ${toSet(to)}` };
}
