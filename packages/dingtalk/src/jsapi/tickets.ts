import { err, ok } from '@hongyan/kit';
import type { Caller } from '../caller.ts';
import { badShape, numberField, parseObject, textField } from '../fields.ts';
import { createSingleFlight } from '../tokens/single-flight.ts';
import { storeKey } from '../tokens/token-key.ts';
import type { DingTalkOptions, DingTalkResult } from '../types.ts';

const dayMs = 24 * 60 * 60_000;
const earlyMs = 10 * 60_000;
/** Near its last hour the platform gives the same ticket again: asking earlier would ask each time for nothing. */
const lastMs = 60_000;

/** The JSAPI tickets of one process, by app. */
export interface Tickets {
  get(app: Caller): Promise<DingTalkResult<string>>;
}

/** What lies in the store: a ticket dies 24 h after it was made, however often it was renewed (dingtalk-api.md §2.4). */
interface Kept {
  readonly ticket: string;
  /** When it was first seen; it is at least so old. */
  readonly since: number;
}

export function createTickets({ tokens: store, clock }: DingTalkOptions): Tickets {
  const alone = createSingleFlight<DingTalkResult<string>>();

  async function renew(app: Caller, key: string, before: Kept | undefined): Promise<DingTalkResult<string>> {
    const answer = await app.call({ family: 'new', method: 'POST', path: '/v1.0/oauth2/jsapiTickets', isRead: true });
    if (!answer.ok) return err(answer.error);
    const ticket = textField(answer.value, 'jsapiTicket');
    const seconds = numberField(answer.value, 'expireIn');
    if (!ticket || !seconds) return badShape('no ticket in the answer');
    const since = before?.ticket === ticket ? before.since : clock.now();
    const kept: Kept = { ticket, since };
    const expiresAt = Math.min(clock.now() + seconds * 1000, since + dayMs);
    await store.set(key, { value: JSON.stringify(kept), expiresAt });
    return ok(ticket);
  }

  return {
    get(app) {
      const key = storeKey('jsapi', app.credential);
      return alone(key, async () => {
        const found = await store.get(key);
        const kept = found && parseKept(found.value);
        const left = found ? found.expiresAt - clock.now() : 0;
        const enough = kept && found && found.expiresAt >= kept.since + dayMs ? lastMs : earlyMs;
        if (kept && left > enough) return ok(kept.ticket);
        const fresh = await renew(app, key, kept);
        return !fresh.ok && kept && left > 0 ? ok(kept.ticket) : fresh;
      });
    },
  };
}

function parseKept(text: string): Kept | undefined {
  const value = parseObject(text) as Partial<Kept> | undefined;
  return typeof value?.ticket === 'string' && typeof value.since === 'number'
    ? { ticket: value.ticket, since: value.since }
    : undefined;
}
