import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed } from './command.ts';
import { textOf, type Value } from './lexer.ts';
import { done, settle } from './outcome.ts';
import { type ResponseCode, readAll } from './response.ts';
import type { ImapSession } from './session.ts';

const MOST_SETS = 200;
/** Connections to servers of one kind share one set: ten thousand of their own would cost 20 MB. */
const known = new Map<string, ReadonlySet<string>>();

/** What the server can do, less what its provider's profile says is broken. */
function adopt(session: ImapSession, values: readonly Value[]): void {
  const ignored = session.profile.ignoreCapabilities;
  const names = values.flatMap((value) => textOf(value)?.toUpperCase() ?? []).filter((name) => !ignored.includes(name));
  const key = names.join(' ');
  const shared = known.get(key) ?? new Set(names);
  if (known.size < MOST_SETS && key.length < 4000) known.set(key, shared);
  session.capabilities = shared;
}

/** Capabilities that came along with a greeting or a login; false when they did not. */
export function adoptCapabilityCode(session: ImapSession, code: ResponseCode | undefined): boolean {
  if (code?.name !== 'CAPABILITY') return false;
  adopt(session, code.args);
  return true;
}

/** CAPABILITY (RFC 3501 §6.1.1): asked again after login and after STARTTLS, because servers change it. */
export async function readCapabilities(session: ImapSession): Promise<MailResult<void>> {
  const answer = await session.run([fixed('CAPABILITY')], {
    onUntagged: (response) => {
      if (response.kind !== 'data' || response.name !== 'CAPABILITY') return false;
      adopt(session, readAll(response.values));
      return true;
    },
  });
  const settled = settle(session, answer);
  return settled.ok ? ok(undefined) : done(settled);
}
