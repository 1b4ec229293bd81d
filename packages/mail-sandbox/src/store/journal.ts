import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { Account, type AccountJournal } from './account.ts';
import type { Folder, SpecialUse } from './folder.ts';
import { findUid } from './message.ts';

/**
 * One append-only file per account: a line of JSON for each event, and after the line of a new mail its bytes and a line end.
 * A record that a crash left unfinished is cut off at the next start.
 */
type Record =
  | { t: 'folder'; f: number; name: string; use?: SpecialUse; validity: number }
  | { t: 'rename'; f: number; name: string }
  | { t: 'drop'; f: number }
  | { t: 'mail'; f: number; uid: number; at: number; flags: string[]; size: number }
  | { t: 'flags'; f: number; uid: number; flags: string[] }
  | { t: 'gone'; f: number; uids: number[] }
  | { t: 'next'; f: number; uidNext: number }
  | { t: 'ready' };

/** An account kept in a file. `fresh`: nothing complete was found, so the caller fills it and then calls `ready`. */
export interface KeptAccount {
  readonly account: Account;
  readonly fresh: boolean;
  ready(): void;
  close(): void;
}

/** Opens or makes the account's file and replays it. */
export function openKeptAccount(file: string, address: string, password: string): KeptAccount {
  mkdirSync(dirname(file), { recursive: true });
  const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const journal = new FileJournal(file);
  const account = new Account(address, password, journal);
  const replayed = replay(bytes, account);
  if (!replayed.ready) {
    // Filling it was cut short: begin again rather than show half a mailbox.
    truncateIfThere(file, 0);
    const empty = new Account(address, password, journal);
    journal.open();
    return { account: empty, fresh: true, ready: () => journal.ready(), close: () => journal.close() };
  }
  truncateIfThere(file, replayed.good);
  if (replayed.dead > 4_000_000 && replayed.dead > replayed.good / 2) rewrite(file, account);
  journal.open();
  return { account, fresh: false, ready: () => {}, close: () => journal.close() };
}

function truncateIfThere(file: string, size: number): void {
  if (existsSync(file)) truncateSync(file, size);
}

class FileJournal implements AccountJournal {
  readonly #file: string;
  #fd: number | undefined;
  constructor(file: string) {
    this.#file = file;
  }
  open(): void {
    this.#fd = openSync(this.#file, 'a', 0o600);
  }
  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }
  ready(): void {
    this.#write({ t: 'ready' });
  }
  created(folder: Folder): void {
    this.#write(toFolderRecord(folder));
  }
  renamed(folder: Folder): void {
    this.#write({ t: 'rename', f: folder.id, name: folder.name });
  }
  dropped(folder: Folder): void {
    this.#write({ t: 'drop', f: folder.id });
  }
  added(folder: Folder, message: Folder['messages'][number]): void {
    this.#write(toMailRecord(folder, message), message.raw);
  }
  flagged(folder: Folder, message: Folder['messages'][number]): void {
    this.#write({ t: 'flags', f: folder.id, uid: message.uid, flags: [...message.flags] });
  }
  gone(folder: Folder, uids: readonly number[]): void {
    this.#write({ t: 'gone', f: folder.id, uids: [...uids] });
  }
  #write(record: Record, body?: Buffer): void {
    if (this.#fd !== undefined) writeWhole(this.#fd, toBytes(record, body));
  }
}

function toBytes(record: Record, body?: Buffer): Buffer {
  const line = Buffer.from(`${JSON.stringify(record)}\n`);
  return body ? Buffer.concat([line, body, Buffer.from('\n')]) : line;
}

function writeWhole(fd: number, bytes: Buffer): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

const toFolderRecord = (folder: Folder): Record => ({
  t: 'folder',
  f: folder.id,
  name: folder.name,
  ...(folder.use && { use: folder.use }),
  validity: folder.uidValidity,
});

const toMailRecord = (folder: Folder, message: Folder['messages'][number]): Record => ({
  t: 'mail',
  f: folder.id,
  uid: message.uid,
  at: message.receivedAt,
  flags: [...message.flags],
  size: message.raw.length,
});

/** Replays whole records; `good` is where the last whole one ends, `dead` counts bytes of mails that are gone. */
function replay(bytes: Buffer, account: Account): { ready: boolean; good: number; dead: number } {
  const folders = new Map<number, Folder>();
  let ready = false;
  let good = 0;
  let dead = 0;
  while (good < bytes.length) {
    const lineEnd = bytes.indexOf(10, good);
    if (lineEnd < 0) break;
    const record = parseRecord(bytes.toString('utf8', good, lineEnd));
    if (!record) break;
    let next = lineEnd + 1;
    if (record.t === 'mail') {
      next += record.size + 1;
      if (next > bytes.length) break;
    }
    if (record.t === 'ready') ready = true;
    else if (record.t === 'folder') {
      folders.set(
        record.f,
        account.restore({ id: record.f, name: record.name, use: record.use, uidValidity: record.validity }),
      );
    } else {
      const folder = folders.get(record.f);
      if (!folder) break;
      dead += apply(record, folder, account, bytes.subarray(lineEnd + 1, next - 1));
    }
    good = next;
  }
  return { ready, good, dead };
}

function apply(record: Record, folder: Folder, account: Account, body: Buffer): number {
  let dead = 0;
  if (record.t === 'mail') {
    folder.restore({ uid: record.uid, raw: Buffer.from(body), receivedAt: record.at, flags: new Set(record.flags) });
  } else if (record.t === 'flags') {
    const message = folder.get(record.uid);
    if (message) message.flags = new Set(record.flags);
  } else if (record.t === 'gone') {
    for (const uid of record.uids) {
      const place = findUid(folder.messages, uid);
      if (place >= 0) dead += folder.messages.splice(place, 1)[0]!.raw.length;
    }
  } else if (record.t === 'rename') folder.name = record.name;
  else if (record.t === 'next') folder.uidNext = record.uidNext;
  else if (record.t === 'drop') account.folders.splice(account.folders.indexOf(folder), 1);
  return dead;
}

function parseRecord(line: string): Record | undefined {
  try {
    return JSON.parse(line) as Record;
  } catch {
    return undefined;
  }
}

/** Writes only what still lives, then takes the old file's place in one step. */
function rewrite(file: string, account: Account): void {
  const next = `${file}.new`;
  const fd = openSync(next, 'w', 0o600);
  for (const folder of account.folders) {
    writeWhole(fd, toBytes(toFolderRecord(folder)));
    for (const message of folder.messages) writeWhole(fd, toBytes(toMailRecord(folder, message), message.raw));
    writeWhole(fd, toBytes({ t: 'next', f: folder.id, uidNext: folder.uidNext }));
  }
  writeWhole(fd, toBytes({ t: 'ready' }));
  closeSync(fd);
  renameSync(next, file);
}
