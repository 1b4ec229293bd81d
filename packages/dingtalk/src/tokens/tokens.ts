import { ok } from '@hongyan/kit';
import type { AppCredential, DingTalkOptions, DingTalkResult } from '../types.ts';
import type { Wire } from '../wire.ts';
import { type Issued, issueNew } from './app-token.ts';
import { createSingleFlight } from './single-flight.ts';
import { storeKey } from './token-key.ts';

/** A token is renewed this long before it dies, so that no call starts with one about to expire (dingtalk-api.md §1.4). */
const earlyMs = 10 * 60_000;

/** The app tokens of one process: cached in the store, one request at a time per app. */
export interface Tokens {
  get(credential: AppCredential): Promise<DingTalkResult<string>>;
  /** Past the store; what comes back is kept. */
  renew(credential: AppCredential): Promise<DingTalkResult<string>>;
  /** DingTalk refused this value: another one, which someone else may already have brought. */
  replace(credential: AppCredential, dead: string): Promise<DingTalkResult<string>>;
}

export function createTokens({ tokens: store, clock }: DingTalkOptions, wire: Wire): Tokens {
  const alone = createSingleFlight<DingTalkResult<string>>();

  async function renew(credential: AppCredential, still?: Issued): Promise<DingTalkResult<string>> {
    const isAlive = still !== undefined && still.expiresAt > clock.now();
    const fresh = await issueNew(wire, credential, () => clock.now(), { isHurried: isAlive });
    if (fresh.ok) {
      await store.set(storeKey('app', credential), fresh.value);
      return ok(fresh.value.value);
    }
    // The old one still lives: a busy token service must not stop calls that would work.
    if (isAlive && fresh.error.kind !== 'token') return ok(still.value);
    return fresh;
  }

  return {
    get(credential) {
      const key = storeKey('app', credential);
      return alone(key, async () => {
        const cached = await store.get(key);
        if (cached && cached.expiresAt - clock.now() > earlyMs) return ok(cached.value);
        return renew(credential, cached);
      });
    },
    renew: (credential) => renew(credential),
    replace(credential, dead) {
      const key = storeKey('app', credential);
      // Apart from `get`: one that began before the token was known to be dead would hand it out again.
      return alone(`${key} instead of ${dead}`, async () => {
        if ((await store.get(key))?.value === dead) await store.drop(key);
        const other = await store.get(key);
        const isGood = other && other.value !== dead && other.expiresAt > clock.now();
        return isGood ? ok(other.value) : renew(credential);
      });
    },
  };
}
