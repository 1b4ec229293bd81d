import { readFileSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A piece of state that outlives a restart: read once, written whole after each change, never half. */
export interface Saved<T> {
  readonly value: T;
  /** Is there a file at all? */
  readonly isKept: boolean;
  /** Call after a change; changes made while a write is under way go into the next one. */
  save(): void;
  /** Resolves when everything is on disk. */
  flush(): Promise<void>;
}

export function openSaved<T extends object>(file: string | undefined, empty: T): Saved<T> {
  const value: T = file ? { ...empty, ...read(file) } : empty;
  let dirty = false;
  let writing: Promise<void> | undefined;

  async function write(path: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true });
    while (dirty) {
      dirty = false;
      await writeFile(`${path}.new`, JSON.stringify(value), { mode: 0o600 });
      await rename(`${path}.new`, path);
    }
  }

  return {
    value,
    isKept: file !== undefined,
    save() {
      if (!file) return;
      dirty = true;
      writing ??= write(file)
        .catch(() => undefined)
        .finally(() => {
          writing = undefined;
        });
    },
    async flush() {
      while (writing) await writing;
    },
  };
}

/** A file that cannot be read is a fresh start: this is a demonstration's memory, not a ledger. */
function read(file: string): object {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
}
