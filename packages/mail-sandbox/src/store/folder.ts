import { findUid, type StoredMessage } from './message.ts';

/** RFC 6154 use of a folder. */
export type SpecialUse = '\\Archive' | '\\Drafts' | '\\Junk' | '\\Sent' | '\\Trash';

/** What happened in a folder, told to every session that has it open. */
export type FolderChange =
  | { readonly kind: 'added'; readonly message: StoredMessage }
  | { readonly kind: 'gone'; readonly message: StoredMessage }
  | { readonly kind: 'flags'; readonly message: StoredMessage };

/** A session with the folder open. `changed` returns what it has handed to its socket, if it told the client at once. */
export interface FolderWatcher {
  changed(change: FolderChange): Promise<void> | undefined;
}

/** Where a folder writes what it does; the memory store writes nothing. */
export interface FolderJournal {
  added(folder: Folder, message: StoredMessage): void;
  flagged(folder: Folder, message: StoredMessage): void;
  gone(folder: Folder, uids: readonly number[]): void;
}

/** One mailbox of RFC 3501: messages in the order of their uids, and the sessions that look at it. */
export class Folder {
  readonly id: number;
  /** Decoded name; levels are separated by `/`. */
  name: string;
  readonly use: SpecialUse | undefined;
  readonly uidValidity: number;
  uidNext = 1;
  readonly messages: StoredMessage[] = [];
  readonly #watchers = new Set<FolderWatcher>();
  readonly #journal: FolderJournal | undefined;

  constructor(
    options: { id: number; name: string; use?: SpecialUse | undefined; uidValidity: number },
    journal?: FolderJournal,
  ) {
    this.id = options.id;
    this.name = options.name;
    this.use = options.use;
    this.uidValidity = options.uidValidity;
    this.#journal = journal;
  }

  watch(watcher: FolderWatcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Adds a mail; `told` settles when the bytes that tell idle sessions were handed to their sockets. */
  add(
    raw: Buffer,
    options: { flags?: Iterable<string>; receivedAt: number },
  ): { message: StoredMessage; told: Promise<void> } {
    const message: StoredMessage = {
      uid: this.uidNext,
      raw,
      receivedAt: options.receivedAt,
      flags: new Set(options.flags ?? []),
    };
    this.restore(message);
    this.#journal?.added(this, message);
    return { message, told: this.#tell({ kind: 'added', message }) };
  }

  /** Puts back a mail that the journal remembers. */
  restore(message: StoredMessage): void {
    this.messages.push(message);
    this.uidNext = Math.max(this.uidNext, message.uid + 1);
  }

  setFlags(message: StoredMessage, flags: ReadonlySet<string>): void {
    if (flags.size === message.flags.size && [...flags].every((flag) => message.flags.has(flag))) return;
    message.flags = flags;
    this.#journal?.flagged(this, message);
    void this.#tell({ kind: 'flags', message });
  }

  /** Removes for good; uids that are not here are passed over. */
  remove(uids: readonly number[]): StoredMessage[] {
    const removed: StoredMessage[] = [];
    for (const uid of uids) {
      const place = findUid(this.messages, uid);
      if (place >= 0) removed.push(...this.messages.splice(place, 1));
    }
    if (removed.length > 0)
      this.#journal?.gone(
        this,
        removed.map((message) => message.uid),
      );
    for (const message of removed) void this.#tell({ kind: 'gone', message });
    return removed;
  }

  get(uid: number): StoredMessage | undefined {
    return this.messages[findUid(this.messages, uid)];
  }

  unseen(): number {
    return this.messages.reduce((count, message) => count + (message.flags.has('\\Seen') ? 0 : 1), 0);
  }

  async #tell(change: FolderChange): Promise<void> {
    const writes: Promise<void>[] = [];
    for (const watcher of this.#watchers) {
      const write = watcher.changed(change);
      if (write) writes.push(write);
    }
    await Promise.all(writes);
  }
}
