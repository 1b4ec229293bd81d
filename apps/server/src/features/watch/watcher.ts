import { type CorpId, createBackoff, type MailboxId } from '@hongyan/kit';
import type { MailFailure } from '@hongyan/mail';
import type { WatchDeps } from './deps.ts';
import { type Lease, LostLease } from './lease.ts';
import type { WatchAccount } from './ports.ts';
import { runSession } from './session.ts';

/** Only the member can mend these: no login is tried again until there is another credential. */
const credentialCodes: ReadonlySet<string> = new Set([
  'mail.auth_bad',
  'mail.auth_code_required',
  'mail.auth_ambiguous',
  'mail.service_off',
  'mail.unsafe_login',
  'mail.account_disabled',
]);
/** What an administrator or the server's owner must mend is looked at again seldom. */
const slowMs = 15 * 60_000;
/** A busy server asks for patience (mail-providers.md §2.6). */
const throttledMs = 90_000;
/** Shorter interruptions are nobody's business. */
const quietFailures = 3;

export const credentialMac = async (deps: Pick<WatchDeps, 'vault'>, account: WatchAccount): Promise<Buffer> =>
  (await deps.vault.forCorp(account.corpId)).mac(
    'refused-credential',
    JSON.stringify([account.mailboxId, account.credential]),
  );

/** The standing job of one mailbox: stays connected until told to stop, its lease is lost, or its credential is refused. */
export async function runWatcher(
  deps: WatchDeps,
  lease: Lease,
  who: { corpId: CorpId; mailboxId: MailboxId },
  signal: AbortSignal,
): Promise<void> {
  const backoff = createBackoff({ minMs: 1_000, maxMs: 5 * 60_000 });
  let failures = 0;
  while (!signal.aborted) {
    const account = await deps.pace.begin(() => findAccount(deps, who));
    if (!account) return;
    const startedAt = deps.clock.now();
    const failure = await tryOnce(deps, lease, account, signal);
    if (signal.aborted || failure === undefined) continue;
    if (failure === 'lost') return;
    // A session that lasted proves that the account works.
    if (deps.clock.now() - startedAt > 60_000) {
      failures = 0;
      backoff.reset();
    }
    failures += 1;
    deps.log.warn('watch interrupted', { mailboxId: who.mailboxId, code: failure.code, detail: failure.detail });
    if (credentialCodes.has(failure.code)) return pauseForCredential(deps, account, failure);
    if (!failure.retry || failures >= quietFailures)
      await deps.index.pause(who.corpId, who.mailboxId, { ...failure, needsCredential: false });
    const wait = backoff.next();
    const least = failure.code === 'mail.throttled' ? throttledMs : failure.retry ? 0 : slowMs;
    await deps.clock.sleep(Math.max(wait, least + (least > 0 ? wait : 0)), signal).catch(() => undefined);
  }
}

/** The account, unless the server has refused this very credential before. */
async function findAccount(
  deps: WatchDeps,
  who: { corpId: CorpId; mailboxId: MailboxId },
): Promise<WatchAccount | undefined> {
  const account = await deps.accounts.get(who.corpId, who.mailboxId);
  return account && !(await isRefused(deps, account)) ? account : undefined;
}

async function isRefused(deps: WatchDeps, account: WatchAccount): Promise<boolean> {
  const refused = await deps.index.refusedCredential(account.corpId, account.mailboxId);
  return refused?.equals(await credentialMac(deps, account)) ?? false;
}

async function tryOnce(
  deps: WatchDeps,
  lease: Lease,
  account: WatchAccount,
  signal: AbortSignal,
): Promise<MailFailure | 'lost' | undefined> {
  try {
    await deps.pace.wait({ mailboxId: account.mailboxId, profile: account.profile, host: account.imap.host }, signal);
    const connected = await deps.pace.begin(() => deps.connect(account, signal));
    if (!connected.ok) return connected.error;
    try {
      const ended = await runSession(deps, lease, account, connected.value, signal);
      return ended.ok ? undefined : ended.error;
    } finally {
      await connected.value.close().catch(() => undefined);
    }
  } catch (thrown) {
    if (signal.aborted) return undefined;
    if (thrown instanceof LostLease) return 'lost';
    deps.log.error('watch failed', { mailboxId: account.mailboxId, error: thrown });
    return { code: 'mail.network', detail: undefined, retry: true };
  }
}

async function pauseForCredential(deps: WatchDeps, account: WatchAccount, failure: MailFailure): Promise<void> {
  await deps.index.pause(account.corpId, account.mailboxId, {
    code: failure.code,
    detail: failure.detail,
    needsCredential: true,
    refusedCredential: await credentialMac(deps, account),
  });
}
