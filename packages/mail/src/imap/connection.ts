import type { ImapConnection, ImapNews, MailResult } from '../types.ts';
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

/** A signed-in session as the interface that others use. A class, because ten thousand stand idle at once. */
export class Connection implements ImapConnection {
  readonly #session: ImapSession;

  constructor(session: ImapSession) {
    this.#session = session;
  }

  get capabilities(): ReadonlySet<string> {
    return this.#session.capabilities;
  }

  onNews(listener: (news: ImapNews) => void): void {
    this.#session.onNews = listener;
  }

  listFolders(): ReturnType<ImapConnection['listFolders']> {
    return this.#alone((session) => listFolders(session));
  }

  status(...[path]: Parameters<ImapConnection['status']>): ReturnType<ImapConnection['status']> {
    return this.#alone((session) => readStatus(session, path));
  }

  createFolder(...[names]: Parameters<ImapConnection['createFolder']>): ReturnType<ImapConnection['createFolder']> {
    return this.#alone((session) => createFolder(session, names));
  }

  open(...[path, options]: Parameters<ImapConnection['open']>): ReturnType<ImapConnection['open']> {
    return this.#alone((session) => openFolder(session, path, options));
  }

  fetchHeaders(
    ...[range, options]: Parameters<ImapConnection['fetchHeaders']>
  ): ReturnType<ImapConnection['fetchHeaders']> {
    return fetchHeaders(this.#session, range, options);
  }

  fetchFlags(...[range]: Parameters<ImapConnection['fetchFlags']>): ReturnType<ImapConnection['fetchFlags']> {
    return fetchFlags(this.#session, range);
  }

  newestUids(...[count]: Parameters<ImapConnection['newestUids']>): ReturnType<ImapConnection['newestUids']> {
    return newestUids(this.#session, count);
  }

  fetchSection(
    ...[uid, section, options]: Parameters<ImapConnection['fetchSection']>
  ): ReturnType<ImapConnection['fetchSection']> {
    return this.#alone((session) => fetchSection(session, uid, section, options));
  }

  fetchMessage(
    ...[uid, options]: Parameters<ImapConnection['fetchMessage']>
  ): ReturnType<ImapConnection['fetchMessage']> {
    return this.#alone((session) => fetchMessage(session, uid, options));
  }

  storeFlags(...[uids, change]: Parameters<ImapConnection['storeFlags']>): ReturnType<ImapConnection['storeFlags']> {
    return this.#alone((session) => storeFlags(session, uids, change));
  }

  move(...[uids, path]: Parameters<ImapConnection['move']>): ReturnType<ImapConnection['move']> {
    return this.#alone((session) => moveMessages(session, uids, path));
  }

  expunge(...[uids]: Parameters<ImapConnection['expunge']>): ReturnType<ImapConnection['expunge']> {
    return this.#alone((session) => expungeUids(session, uids));
  }

  append(...[path, message, options]: Parameters<ImapConnection['append']>): ReturnType<ImapConnection['append']> {
    return this.#alone((session) => appendMessage(session, path, message, options));
  }

  findByMessageId(
    ...[id, options]: Parameters<ImapConnection['findByMessageId']>
  ): ReturnType<ImapConnection['findByMessageId']> {
    return findByMessageId(this.#session, id, options);
  }

  searchUids(...[criteria]: Parameters<ImapConnection['searchUids']>): ReturnType<ImapConnection['searchUids']> {
    const word = criteria === 'UNSEEN' ? fixed('UNSEEN') : fixed('ALL');
    return this.#alone((session) => searchWith(session, [word]));
  }

  wait(...[options]: Parameters<ImapConnection['wait']>): ReturnType<ImapConnection['wait']> {
    return waitForNews(this.#session, options);
  }

  noop(): ReturnType<ImapConnection['noop']> {
    return this.#alone(noop);
  }

  close(): Promise<void> {
    return logout(this.#session);
  }

  /** One command, or a few that belong together, with nobody's between them. */
  #alone<T>(task: (session: ImapSession) => Promise<MailResult<T>>): Promise<MailResult<T>> {
    return this.#session.exclusive(() => task(this.#session));
  }
}
