import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The product that runs on this data folder now, by what run.json says and its address confirms. */
export async function findRunning(
  dataDir: string,
): Promise<{ readonly pid: number; readonly url: string } | undefined> {
  try {
    const { pid, url } = JSON.parse(readFileSync(path.join(dataDir, 'run.json'), 'utf8')) as Facts;
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) });
    return (await answer.text()).startsWith('hongyan ') ? { pid, url } : undefined;
  } catch {
    // No file, or one that a killed process left: nobody is there.
    return undefined;
  }
}

interface Facts {
  readonly pid: number;
  readonly url: string;
}
