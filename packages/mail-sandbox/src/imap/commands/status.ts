import type { Folder } from '../../store/folder.ts';
import type { Command } from '../session.ts';
import { toWireString } from '../wire.ts';
import { findFolder, unsafeLogin } from './shared.ts';

/** RFC 3501 §6.3.10. */
export const status: Command = {
  needs: 'login',
  run(session, args) {
    args.space();
    const name = args.astring();
    args.space();
    const items = args.list(() => args.atom().toUpperCase());
    args.end();
    const refusal = unsafeLogin(session, 'STATUS');
    if (refusal) return refusal;
    const folder = findFolder(session, name);
    if (!folder) return 'NO [NONEXISTENT] There is no such folder';
    const unknown = items.find((item) => !(item in counters));
    if (unknown) return `BAD Unknown item ${unknown}`;
    const told = items.filter((item) => item !== 'UIDNEXT' || session.house.profile.tellsUidNext);
    const values = told.map((item) => `${item} ${counters[item as keyof typeof counters](folder)}`);
    session.line(`* STATUS ${toWireString(name)} (${values.join(' ')})`);
    return 'OK STATUS completed';
  },
};

const counters = {
  MESSAGES: (folder: Folder) => folder.messages.length,
  RECENT: () => 0,
  UIDNEXT: (folder: Folder) => folder.uidNext,
  UIDVALIDITY: (folder: Folder) => folder.uidValidity,
  UNSEEN: (folder: Folder) => folder.unseen(),
};
