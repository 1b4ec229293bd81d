import { Folder, type FolderJournal, type SpecialUse } from './folder.ts';

/** Journal of one account: its folders' doings and the folders themselves. */
export interface AccountJournal extends FolderJournal {
  created(folder: Folder): void;
  renamed(folder: Folder): void;
  dropped(folder: Folder): void;
}

/** One mail account with its folders. */
export class Account {
  readonly address: string;
  password: string;
  readonly folders: Folder[] = [];
  readonly #journal: AccountJournal | undefined;
  #lastId = 0;
  #lastValidity = 0;

  constructor(address: string, password: string, journal?: AccountJournal) {
    this.address = address.toLowerCase();
    this.password = password;
    this.#journal = journal;
  }

  find(name: string): Folder | undefined {
    // RFC 3501 §5.1: INBOX in any case is the inbox; other names are compared as they are.
    const wanted = name.toUpperCase() === 'INBOX' ? 'INBOX' : name;
    return this.folders.find((folder) => folder.name === wanted);
  }

  get inbox(): Folder {
    return this.find('INBOX')!;
  }

  byUse(use: SpecialUse): Folder | undefined {
    return this.folders.find((folder) => folder.use === use);
  }

  /** A new folder. The UIDVALIDITY only grows, so that a folder made again under an old name is told apart. */
  create(name: string, options: { use?: SpecialUse | undefined; now: number }): Folder {
    this.#lastValidity = Math.max(this.#lastValidity + 1, Math.floor(options.now / 1000));
    const folder = this.restore({ id: this.#lastId + 1, name, use: options.use, uidValidity: this.#lastValidity });
    this.#journal?.created(folder);
    return folder;
  }

  /** Puts back a folder that the journal remembers. */
  restore(known: { id: number; name: string; use?: SpecialUse | undefined; uidValidity: number }): Folder {
    const folder = new Folder(known, this.#journal);
    this.#lastId = Math.max(this.#lastId, known.id);
    this.#lastValidity = Math.max(this.#lastValidity, known.uidValidity);
    this.folders.push(folder);
    return folder;
  }

  /** Renames a folder and everything below it. */
  rename(folder: Folder, name: string): void {
    const below = `${folder.name}/`;
    for (const each of this.folders) {
      if (each !== folder && !each.name.startsWith(below)) continue;
      each.name = each === folder ? name : `${name}/${each.name.slice(below.length)}`;
      this.#journal?.renamed(each);
    }
  }

  drop(folder: Folder): void {
    folder.remove(folder.messages.map((message) => message.uid));
    this.folders.splice(this.folders.indexOf(folder), 1);
    this.#journal?.dropped(folder);
  }
}
