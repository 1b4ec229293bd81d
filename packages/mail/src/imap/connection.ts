import type { ImapConnection } from '../types.ts';
import { appendMessage } from './append.ts';
import { fixed } from './command.ts';
import { createFolder } from './create.ts';
import { expungeUids } from './expunge.ts';
import { fetchFlags, newestUids } from './fetch-flags.ts';
import { fetchHeaders } from './fetch-headers.ts';
import { fetchMessage, fetchSection } from './fetch-section.ts';
import { findByMessageId } from './find-message.ts';
import { listFolders } from './list.ts';
import { logout } from './logout.ts';
import { moveMessages } from './move.ts';
import { noop } from './noop.ts';
import { searchWith } from './search.ts';
import { openFolder } from './select.ts';
import type { ImapSession } from './session.ts';
import { readStatus } from './status.ts';
import { storeFlags } from './store.ts';
import { waitForNews } from './wait.ts';

/** A signed-in session as the interface that others use. */
export function toConnection(session: ImapSession): ImapConnection {
  const alone = session.exclusive.bind(session) as ImapSession['exclusive'];
  return {
    get capabilities() {
      return session.capabilities;
    },
    onNews(listener) {
      session.onNews = listener;
    },
    listFolders: () => alone(() => listFolders(session)),
    status: (path) => alone(() => readStatus(session, path)),
    createFolder: (names) => alone(() => createFolder(session, names)),
    open: (path, options) => alone(() => openFolder(session, path, options)),
    fetchHeaders: (range, options) => fetchHeaders(session, range, options),
    fetchFlags: (range) => fetchFlags(session, range),
    newestUids: (count) => newestUids(session, count),
    fetchSection: (uid, section, options) => alone(() => fetchSection(session, uid, section, options)),
    fetchMessage: (uid, options) => alone(() => fetchMessage(session, uid, options)),
    storeFlags: (uids, change) => alone(() => storeFlags(session, uids, change)),
    move: (uids, path) => alone(() => moveMessages(session, uids, path)),
    expunge: (uids) => alone(() => expungeUids(session, uids)),
    append: (path, message, options) => alone(() => appendMessage(session, path, message, options)),
    findByMessageId: (id, options) => findByMessageId(session, id, options),
    searchUids: (criteria) =>
      alone(() => searchWith(session, [criteria === 'UNSEEN' ? fixed('UNSEEN') : fixed('ALL')])),
    wait: (options) => waitForNews(session, options),
    noop: () => alone(() => noop(session)),
    close: () => logout(session),
  };
}
