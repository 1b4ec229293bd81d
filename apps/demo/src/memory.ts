import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What a second start needs to be as the first: the ports that people have open, and the app's secret. */
export interface Memory {
  readonly emulatorPort: number;
  readonly imapPort: number;
  readonly smtpPort: number;
  readonly appSecret: string;
}

/** Everything of the demo lies here, apart from its rows in the database. */
export const demoFolder = (dataDir: string): string => path.join(dataDir, 'demo');

const fileIn = (dataDir: string): string => path.join(demoFolder(dataDir), 'demo.json');

export const hasDemo = (dataDir: string): boolean => existsSync(fileIn(dataDir));

/** What the last start left, or the beginnings of a first one. */
export function recall(dataDir: string): Memory {
  const fresh = { emulatorPort: 0, imapPort: 0, smtpPort: 0, appSecret: randomBytes(32).toString('base64url') };
  try {
    return { ...fresh, ...(JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Partial<Memory>) };
  } catch {
    return fresh;
  }
}

export function remember(dataDir: string, memory: Memory): void {
  mkdirSync(demoFolder(dataDir), { recursive: true, mode: 0o755 });
  const file = fileIn(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify(memory, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
