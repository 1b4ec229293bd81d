import type { Socket } from 'node:net';
import type { Profile } from '../profiles.ts';
import type { Account } from '../store/account.ts';
import type { Folder } from '../store/folder.ts';
import type { PostOffice } from '../store/post-office.ts';
import type { Cursor } from './cursor.ts';
import { FolderView } from './view.ts';
import type { Wire } from './wire.ts';

/** What the sessions of one server share. */
export interface ImapHouse {
  readonly office: PostOffice;
  readonly profile: Profile;
  readonly now: () => number;
  /** The words with which logins are refused at the moment, or undefined. */
  loginRefusal(): string | undefined;
}

/** How a command ended: the text after the tag. */
export type Completion = `OK ${string}` | `NO ${string}` | `BAD ${string}`;

/** One verb of the protocol. */
export interface Command {
  readonly needs: 'any' | 'login' | 'folder';
  /** Exists as UID command too. */
  readonly byUid?: true;
  /** `false`: no EXPUNGE may be told while it runs without UID (RFC 3501 §7.4.1). */
  readonly renumbers?: false;
  run(session: Session, args: Cursor, byUid: boolean): Completion | Promise<Completion>;
}

/** The state of one connection, and its way to the client. */
export class Session {
  readonly house: ImapHouse;
  readonly #socket: Socket;
  account: Account | undefined;
  view: FolderView | undefined;
  idCame = false;
  idling = false;
  ending = false;

  /** The client's next line, for IDLE and AUTHENTICATE; undefined when it has gone. */
  readonly nextLine: () => Promise<Buffer | undefined>;

  constructor(socket: Socket, house: ImapHouse, nextLine: () => Promise<Buffer | undefined>) {
    this.#socket = socket;
    this.house = house;
    this.nextLine = nextLine;
  }

  /** Sends without a line end of its own. */
  send(...pieces: Wire[]): void {
    if (this.#socket.destroyed) return;
    this.#socket.cork();
    for (const piece of pieces) {
      if (typeof piece === 'string') this.#socket.write(piece, 'latin1');
      else this.#socket.write(piece);
    }
    this.#socket.uncork();
  }

  line(text: string): void {
    this.send(`${text}\r\n`);
  }

  /** Waits until the client has taken what was sent, so that a big answer does not pile up in memory. */
  async drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain || this.#socket.destroyed) return;
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#socket.off('drain', done);
        this.#socket.off('close', done);
        resolve();
      };
      this.#socket.on('drain', done);
      this.#socket.on('close', done);
    });
  }

  select(folder: Folder, readOnly: boolean): FolderView {
    this.unselect();
    this.view = new FolderView(folder, readOnly, () => (this.idling ? this.tellNews(true) : undefined));
    return this.view;
  }

  unselect(): void {
    this.view?.close();
    this.view = undefined;
  }

  /** Tells what others did in the open folder; settles when the bytes were handed to the socket. */
  tellNews(expunges: boolean): Promise<void> | undefined {
    const lines = this.view?.takeNews(expunges) ?? [];
    if (lines.length === 0 || this.#socket.destroyed) return undefined;
    return new Promise((resolve) => {
      this.#socket.write(`${lines.join('\r\n')}\r\n`, 'latin1', () => resolve());
    });
  }
}
