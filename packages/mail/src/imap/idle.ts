import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed } from './command.ts';
import { settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

export type IdleEnd = 'news' | 'renew' | 'yield' | 'aborted';

/**
 * One IDLE (RFC 2177): ends at news, at the signal, when it is time to renew, or when another command wants the wire.
 * Silence is expected only between the server's `+` and our DONE.
 */
export async function idleOnce(
  session: ImapSession,
  { signal, renewMs }: { readonly signal: AbortSignal; readonly renewMs: number },
): Promise<MailResult<IdleEnd>> {
  let started = false;
  let end: IdleEnd | undefined;
  const finish = (why: IdleEnd) => {
    if (end) return;
    end = why;
    if (started) session.writeLine('DONE');
  };
  const onAbort = () => finish('aborted');
  const timer = setTimeout(() => finish('renew'), renewMs);
  timer.unref();
  signal.addEventListener('abort', onAbort, { once: true });
  session.onFreshNews = () => finish('news');
  session.yieldOnContention(() => finish('yield'));
  try {
    const answer = await session.run([fixed('IDLE')], {
      onContinue: () => {
        started = true;
        if (end) return 'DONE';
        session.expectSilence();
        return undefined;
      },
    });
    const settled = settle(session, answer);
    if (!settled.ok) return settled;
    return ok(end ?? 'renew');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    session.onFreshNews = undefined;
  }
}
