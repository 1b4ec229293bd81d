import { fromWireName } from '../../store/wire-name.ts';
import type { Command } from '../session.ts';
import { findFolder } from './shared.ts';

/** RFC 3501 §6.3.3. */
export const create: Command = {
  needs: 'login',
  run(session, args) {
    args.space();
    const wireName = args.astring().replace(/\/$/, '');
    args.end();
    const name = fromWireName(wireName);
    if (!name || name.length > 200) return 'NO [CANNOT] This name cannot be used';
    if (session.account!.find(name)) return 'NO [ALREADYEXISTS] The folder exists';
    session.account!.create(name, { now: session.house.now() });
    return 'OK CREATE completed';
  },
};

/** RFC 3501 §6.3.4; folders with a use and the inbox stay. */
export const remove: Command = {
  needs: 'login',
  run(session, args) {
    args.space();
    const folder = findFolder(session, args.astring());
    args.end();
    if (!folder) return 'NO [NONEXISTENT] There is no such folder';
    if (folder.name === 'INBOX' || folder.use) return 'NO [CANNOT] This folder stays';
    if (session.view?.folder === folder) session.unselect();
    session.account!.drop(folder);
    return 'OK DELETE completed';
  },
};

/** RFC 3501 §6.3.5. */
export const rename: Command = {
  needs: 'login',
  run(session, args) {
    args.space();
    const folder = findFolder(session, args.astring());
    args.space();
    const name = fromWireName(args.astring());
    args.end();
    if (!folder) return 'NO [NONEXISTENT] There is no such folder';
    if (folder.name === 'INBOX' || folder.use) return 'NO [CANNOT] This folder keeps its name';
    if (!name || name.length > 200) return 'NO [CANNOT] This name cannot be used';
    if (session.account!.find(name)) return 'NO [ALREADYEXISTS] The folder exists';
    session.account!.rename(folder, name);
    return 'OK RENAME completed';
  },
};

/** SUBSCRIBE and UNSUBSCRIBE: every folder counts as subscribed. */
export const subscribe: Command = {
  needs: 'login',
  run(session, args) {
    args.space();
    const folder = findFolder(session, args.astring());
    args.end();
    return folder ? 'OK completed' : 'NO [NONEXISTENT] There is no such folder';
  },
};
