import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CallRecord } from '@hongyan/dingtalk-emulator';
import { type Caller, findScoped } from './calls.ts';

/** Where the runs of this folder's tests write what they saw on the wire; `scripts/coverage.ts` reads it. */
export const trafficFile = path.resolve(import.meta.dirname, '../../.cache/dingtalk-traffic.jsonl');

/** One line: this caller made this call, and the emulator answered it as the platform answers a call that it has. */
export function noteTraffic(
  caller: Caller,
  { method, path: called, status, code, family }: Pick<CallRecord, 'method' | 'path' | 'status' | 'code' | 'family'>,
): void {
  const scoped = findScoped(method, called);
  if (!scoped || status === 0) return;
  write({ caller, method, path: scoped.path, family, status, code });
}

/** One line: the official page SDK on this platform sent this method, and the container answered it with success or not. */
export const noteJsapi = (platform: string, wire: string, ok: boolean): void =>
  write({ caller: 'dingtalk-jsapi', method: platform, path: wire, code: ok ? '0' : 'refused' });

function write(line: object): void {
  mkdirSync(path.dirname(trafficFile), { recursive: true });
  appendFileSync(trafficFile, `${JSON.stringify(line)}\n`);
}
