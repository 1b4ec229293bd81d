import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const file = path.resolve(import.meta.dirname, '../../../../.cache/dingtalk-traffic.jsonl');

/** Writes down that our client made this call against a recording and understood its answer; `npm run coverage` reads it. */
export function noteRecorded(method: string, called: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  appendFileSync(file, `${JSON.stringify({ caller: 'recording', method, path: called, code: '0' })}\n`);
}
