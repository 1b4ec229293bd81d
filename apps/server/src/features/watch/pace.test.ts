import type { Clock, MailboxId } from '@hongyan/kit';
import type { ProviderProfile } from '@hongyan/mail';
import { describe, expect, test } from 'vitest';
import { createPace } from './pace.ts';

function buildClock() {
  const state = { now: 1_000_000 };
  const clock: Clock = {
    now: () => state.now,
    sleep: async (ms) => {
      state.now += ms;
    },
  };
  return { clock, state };
}
const never = new AbortController().signal;
const own = { profile: { imap: undefined } as ProviderProfile, host: 'mail.site.example' };

describe('the pace of dialling', () => {
  test('lets one mailbox dial six times a minute and then makes it wait', async () => {
    const { clock, state } = buildClock();
    const pace = createPace(clock);
    const began = state.now;
    for (let i = 0; i < 6; i += 1) await pace.wait({ mailboxId: 'm' as MailboxId, ...own }, never);
    expect(state.now - began).toBeLessThan(1_000);
    await pace.wait({ mailboxId: 'm' as MailboxId, ...own }, never);
    expect(state.now - began).toBeGreaterThanOrEqual(60_000);
  });

  test('spreads many mailboxes over a public provider’s few connects a second', async () => {
    const { clock, state } = buildClock();
    const pace = createPace(clock);
    const began = state.now;
    const netease = {
      profile: { imap: 'imaps://imap.qiye.163.com:993' } as ProviderProfile,
      host: 'imap.qiye.163.com',
    };
    for (let i = 0; i < 51; i += 1) await pace.wait({ mailboxId: `m${i}` as MailboxId, ...netease }, never);
    expect(state.now - began).toBe(10_000);
  });
});
