import { pickMessages } from '../message-set.ts';
import type { Command } from '../session.ts';

/** RFC 3501 §6.4.3; with UID only the named messages go (RFC 4315 §2.1). */
export const expunge: Command = {
  needs: 'folder',
  byUid: true,
  run(session, args, byUid) {
    const view = session.view!;
    let named: ReadonlySet<number> | undefined;
    if (byUid) {
      args.space();
      const set = args.while((character) => character !== ' ');
      named = new Set(pickMessages(set, view, true).map(({ message }) => message.uid));
    }
    args.end();
    if (view.readOnly) return 'NO [READ-ONLY] The folder is open for reading';
    const doomed = view.folder.messages.filter(
      (message) => message.flags.has('\\Deleted') && (named?.has(message.uid) ?? true),
    );
    view.folder.remove(doomed.map((message) => message.uid));
    return 'OK EXPUNGE completed';
  },
};

/** RFC 3501 §6.4.2: expunges in silence and leaves the folder. */
export const close: Command = {
  needs: 'folder',
  run(session, args) {
    args.end();
    const { folder, readOnly } = session.view!;
    session.unselect();
    if (!readOnly) {
      const doomed = folder.messages.filter((message) => message.flags.has('\\Deleted'));
      folder.remove(doomed.map((message) => message.uid));
    }
    return 'OK CLOSE completed';
  },
};

/** RFC 3691: leaves the folder and expunges nothing. */
export const unselect: Command = {
  needs: 'folder',
  run(session, args) {
    args.end();
    session.unselect();
    return 'OK UNSELECT completed';
  },
};
