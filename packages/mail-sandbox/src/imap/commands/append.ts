import type { Command } from '../session.ts';
import { fromWireDate } from '../wire.ts';
import { findFolder } from './shared.ts';

/** RFC 3501 §6.3.11, with APPENDUID of RFC 4315. */
export const append: Command = {
  needs: 'login',
  async run(session, args) {
    args.space();
    const folder = findFolder(session, args.astring());
    args.space();
    let flags: string[] = [];
    if (args.peek() === '(') {
      flags = args.list(() => args.flag());
      args.space();
    }
    let receivedAt = session.house.now();
    if (args.peek() === '"') {
      const given = fromWireDate(args.string());
      if (given === undefined) return 'BAD Bad date';
      receivedAt = given;
      args.space();
    }
    const raw = Buffer.from(args.string(), 'latin1');
    args.end();
    if (!folder) return 'NO [TRYCREATE] There is no such folder';
    const { message } = folder.add(raw, { flags, receivedAt });
    return `OK [APPENDUID ${folder.uidValidity} ${message.uid}] APPEND completed`;
  },
};
