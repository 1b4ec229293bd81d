import type { Folder, FolderChange, FolderWatcher } from '../store/folder.ts';
import { findUid, type StoredMessage } from '../store/message.ts';

/** A message with the number that this session knows it by. */
export interface ViewedMessage {
  readonly message: StoredMessage;
  readonly seq: number;
}

/**
 * One session's picture of its open folder. Sequence numbers change only when the client was told (RFC 3501 §7.4.1):
 * changes wait here until the session may speak, and a message that others expunged stays readable until then.
 */
export class FolderView implements FolderWatcher {
  readonly folder: Folder;
  readonly readOnly: boolean;
  readonly messages: StoredMessage[];
  readonly #pending: FolderChange[] = [];
  readonly #stop: () => void;
  readonly #wake: () => Promise<void> | undefined;
  /** Set while this session itself changes flags and tells them in its own way. */
  muted = false;

  constructor(folder: Folder, readOnly: boolean, wake: () => Promise<void> | undefined) {
    this.folder = folder;
    this.readOnly = readOnly;
    this.messages = [...folder.messages];
    this.#wake = wake;
    this.#stop = folder.watch(this);
  }

  close(): void {
    this.#stop();
  }

  changed(change: FolderChange): Promise<void> | undefined {
    if (this.muted && change.kind === 'flags') return undefined;
    this.#pending.push(change);
    return this.#wake();
  }

  /** The lines that bring the client up to date. Without `expunges` numbers stay, as during FETCH, STORE and SEARCH. */
  takeNews(expunges: boolean): string[] {
    const lines: string[] = [];
    const kept: FolderChange[] = [];
    let grown = false;
    const tellCount = () => {
      if (grown) lines.push(`* ${this.messages.length} EXISTS`);
      grown = false;
    };
    for (const change of this.#pending.splice(0)) {
      if (change.kind === 'added') {
        this.messages.push(change.message);
        grown = true;
        continue;
      }
      if (change.kind === 'gone' && !expunges) {
        kept.push(change);
        continue;
      }
      tellCount();
      const place = findUid(this.messages, change.message.uid);
      if (place < 0) continue;
      if (change.kind === 'gone') {
        this.messages.splice(place, 1);
        lines.push(`* ${place + 1} EXPUNGE`);
      } else {
        lines.push(`* ${place + 1} FETCH (UID ${change.message.uid} FLAGS (${[...change.message.flags].join(' ')}))`);
      }
    }
    tellCount();
    this.#pending.push(...kept);
    return lines;
  }
}
