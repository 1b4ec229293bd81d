import type { DingTalkFailure, DingTalkResult } from '@hongyan/dingtalk';
import { type Clock, createBackoff } from '@hongyan/kit';

const tries = 8;
const passing = new Set<DingTalkFailure['kind']>(['qps', 'busy']);

/** Asks until the platform answers: too fast and too busy pass by themselves. Everything else is the answer. */
export async function askPatiently<T>(
  clock: Clock,
  signal: AbortSignal,
  ask: () => Promise<DingTalkResult<T>>,
): Promise<DingTalkResult<T>> {
  const backoff = createBackoff({ minMs: 1_000, maxMs: 60_000 });
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    const answer = await ask();
    if (answer.ok || !passing.has(answer.error.kind) || attempt === tries) return answer;
    await clock.sleep(answer.error.retryAfterMs ?? backoff.next(), signal);
  }
}
