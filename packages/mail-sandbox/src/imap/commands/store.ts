import { SyntaxFault } from '../cursor.ts';
import { pickMessages } from '../message-set.ts';
import type { Command } from '../session.ts';

/** RFC 3501 §6.4.6. */
export const store: Command = {
  needs: 'folder',
  byUid: true,
  renumbers: false,
  run(session, args, byUid) {
    args.space();
    const set = args.while((character) => character !== ' ');
    args.space();
    const match = /^([+-]?)FLAGS(\.SILENT)?$/.exec(args.while((character) => character !== ' ').toUpperCase());
    if (!match) throw new SyntaxFault('expected FLAGS');
    args.space();
    const given = args.peek() === '(' ? args.list(() => args.flag()) : [args.flag()];
    while (args.accept(' ')) given.push(args.flag());
    args.end();
    const view = session.view!;
    if (view.readOnly) return 'NO [READ-ONLY] The folder is open for reading';
    const named = given.map(toCanonical);
    for (const { message, seq } of pickMessages(set, view, byUid)) {
      const flags = new Set(match[1] === '' ? [] : message.flags);
      for (const flag of named) match[1] === '-' ? flags.delete(flag) : flags.add(flag);
      view.muted = true;
      view.folder.setFlags(message, flags);
      view.muted = false;
      if (match[2]) continue;
      session.line(`* ${seq} FETCH (${byUid ? `UID ${message.uid} ` : ''}FLAGS (${[...message.flags].join(' ')}))`);
    }
    return 'OK STORE completed';
  },
};

const system = ['\\Seen', '\\Answered', '\\Flagged', '\\Deleted', '\\Draft'];
/** System flags are told in one spelling, whatever the client wrote. */
const toCanonical = (flag: string): string =>
  system.find((known) => known.toLowerCase() === flag.toLowerCase()) ?? flag;
