import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What a running process tells the command line beside it. Holds passwords: readable by its owner only. */
export interface RunFacts {
  readonly pid: number;
  readonly url: string;
  readonly publicUrl: string;
  readonly database: { readonly appUrl: string };
  /** What else runs with it (the demo's emulator and mail server), by name. */
  readonly others?: Readonly<Record<string, string>>;
}

const fileIn = (dataDir: string): string => path.join(dataDir, 'run.json');

export async function writeRunFile(dataDir: string, facts: RunFacts): Promise<void> {
  const file = fileIn(dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(`${file}.new`, `${JSON.stringify(facts, undefined, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** Undefined when nothing has said that it runs; what is said may be out of date after a crash. */
export async function readRunFile(dataDir: string): Promise<RunFacts | undefined> {
  try {
    return JSON.parse(await readFile(fileIn(dataDir), 'utf8')) as RunFacts;
  } catch {
    return undefined;
  }
}

export const removeRunFile = (dataDir: string): Promise<void> => rm(fileIn(dataDir), { force: true });
