import { createHash } from 'node:crypto';
import { type CorpId, err, ok, type Result } from '@hongyan/kit';
import { isInRanges } from '../../http/address-ranges.ts';
import type { CallbackDeps } from './ports.ts';
import type { Register, Registered } from './register.ts';

/** A push as it came over HTTP. */
export interface Push {
  readonly corpId: CorpId | undefined;
  readonly query: Readonly<Record<string, unknown>>;
  /** The body's text; undefined when it was too large or broke off. */
  readonly body: string | undefined;
  readonly remoteAddress: string;
}

/** A push whose sender is proven and whose time is now. */
export interface VerifiedPush extends Registered {
  readonly text: string;
  /** Milliseconds since the epoch, as the platform signed it. */
  readonly sentAt: number;
  /** The same for the very same push only. */
  readonly proof: Buffer;
}

/** Why not: DingTalk's own numbers, or `address`, `stale`. For the console and the log; the caller is never told. */
export interface PushRefusal {
  /** Undefined when no such corp is registered. */
  readonly corpId: CorpId | undefined;
  readonly reason: string;
}

/**
 * How far the signed time may be from ours. The platform sends again 10 s and 30 s later and then never (dingtalk-api.md §6.4),
 * so a minute would do; the rest is for servers whose clock is off.
 */
const maxAgeMs = 15 * 60_000;

/** Checks a push before anything else is done with it. Everything is computed before anything is decided: refusals take alike. */
export function verifyPush(
  { clock }: Pick<CallbackDeps, 'clock'>,
  register: Register,
  push: Push,
): Result<VerifiedPush, PushRefusal> {
  const found = register.find(push.corpId);
  const opened = (found?.crypto ?? register.decoy).decrypt(push.query, push.body);
  if (!found) return err({ corpId: undefined, reason: 'corp' });
  const refuse = (reason: string) => err({ corpId: found.app.corpId, reason });
  const { callbackRanges } = found.app;
  if (callbackRanges.length > 0 && !isInRanges(push.remoteAddress, callbackRanges)) return refuse('address');
  if (!opened.ok) return refuse(opened.error.code);
  const { text, timestamp, nonce } = opened.value;
  const sentAt = readTimestamp(timestamp);
  if (sentAt === undefined || Math.abs(clock.now() - sentAt) > maxAgeMs) return refuse('stale');
  const proof = createHash('sha256')
    .update(JSON.stringify([timestamp, nonce, text]))
    .digest();
  return ok({ ...found, text, sentAt, proof });
}

/** The platform's own samples have both seconds and milliseconds (§6.2, §6.3). */
function readTimestamp(text: string): number | undefined {
  if (!/^\d{10,13}$/.test(text)) return undefined;
  const number = Number(text);
  return number < 1e11 ? number * 1000 : number;
}
