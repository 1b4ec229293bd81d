import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { UnsureSwitches } from '../model.ts';
import { type PushKeys, seal, unseal } from './crypto.ts';

/** What is wrong with an answer to a push. */
export type PushProblem =
  | 'bad_url'
  | 'unreachable'
  | 'timeout'
  | 'not_200'
  | 'not_encrypted'
  | 'wrong_signature'
  | 'wrong_owner'
  | 'not_success'
  | 'refused';

/** How one push went; without a problem it was delivered. */
export interface PushOutcome {
  /** 0 when there was no answer. */
  readonly status: number;
  readonly ms: number;
  readonly problem?: PushProblem;
}

/** The platform waits this long for the answer (dingtalk-api.md §6.3). */
export const pushDeadlineMs = 2500;

/** More than any honest answer has. */
const maxAnswer = 64 * 1024;

/** Pushes one body, encrypted, and judges the answer as strictly as the platform does (§6.1–§6.3). */
export async function tryPush(given: {
  readonly url: string;
  readonly keys: PushKeys;
  readonly body: string;
  readonly timestamp: string;
  readonly names: UnsureSwitches['signatureNames'];
  readonly deadlineMs?: number;
}): Promise<PushOutcome> {
  const { keys, timestamp } = given;
  const started = performance.now();
  const done = (status: number, problem?: PushProblem): PushOutcome => ({
    status,
    ms: Math.round(performance.now() - started),
    ...(problem ? { problem } : {}),
  });
  if (!URL.canParse(given.url) || !/^https?:$/.test(new URL(given.url).protocol)) return done(0, 'bad_url');
  const sealed = seal(keys, given.body, timestamp);
  const url = new URL(given.url);
  if (given.names !== 'signature') url.searchParams.set('msg_signature', sealed.signature);
  if (given.names !== 'msg_signature') url.searchParams.set('signature', sealed.signature);
  url.searchParams.set('timestamp', timestamp);
  url.searchParams.set('nonce', sealed.nonce);
  try {
    const answer = await post(url, JSON.stringify({ encrypt: sealed.encrypt }), given.deadlineMs ?? pushDeadlineMs);
    return answer.status === 200 ? done(200, judge(keys, answer.text)) : done(answer.status, 'not_200');
  } catch (error) {
    return done(0, problemOf(error));
  }
}

/** One request on a connection of its own; redirects are not followed. */
function post(url: URL, body: string, deadlineMs: number): Promise<{ status: number; text: string }> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const asked = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.timeout(deadlineMs),
    });
    asked.on('error', reject);
    asked.on('response', (answer) => {
      const status = answer.statusCode ?? 0;
      readShort(answer).then((text) => resolve({ status, text }), reject);
    });
    asked.end(body);
  });
}

function problemOf(error: unknown): PushProblem {
  const { code, name, cause } = error as { code?: unknown; name?: unknown; cause?: { name?: unknown } };
  if (name === 'TimeoutError' || cause?.name === 'TimeoutError') return 'timeout';
  return code === 'ECONNREFUSED' ? 'refused' : 'unreachable';
}

/** The answer must be `success`, encrypted and signed over its own time and nonce (§6.3). */
function judge(keys: PushKeys, text: string): PushProblem | undefined {
  let answer: { msg_signature?: unknown; timeStamp?: unknown; nonce?: unknown; encrypt?: unknown };
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    return 'not_encrypted';
  }
  const { msg_signature: signature, timeStamp, nonce, encrypt } = answer ?? {};
  if (typeof encrypt !== 'string' || typeof signature !== 'string') return 'not_encrypted';
  const timestamp = typeof timeStamp === 'number' ? String(timeStamp) : timeStamp;
  if (typeof timestamp !== 'string' || typeof nonce !== 'string') return 'wrong_signature';
  const read = unseal(keys, { encrypt, signature, timestamp, nonce });
  if ('problem' in read) return read.problem;
  return read.message === 'success' ? undefined : 'not_success';
}

async function readShort(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    size += (chunk as Buffer).length;
    if (size > maxAnswer) break;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}
