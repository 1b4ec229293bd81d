import type { Credential, Dial, MailFailure, MailResult, ProviderProfile, ServerAddress } from '@hongyan/mail';
import type { MailDoor } from './ports.ts';

const limitMs = 40_000;

/** Where and as whom to log in. */
export interface LoginTarget {
  readonly imap: ServerAddress;
  readonly smtp: ServerAddress;
  readonly credential: Credential;
  readonly profile: ProviderProfile;
  readonly dial: Dial;
}

/**
 * Proves a credential by IMAP, then by SMTP. One after the other: a wrong password costs one failed login, not two.
 * A folder is opened too, for some servers let anyone in and refuse only then (mail-providers.md §2.3.1).
 */
export async function verifyLogin(door: MailDoor, target: LoginTarget): Promise<MailResult<void>> {
  const signal = AbortSignal.timeout(limitMs);
  const { imap, smtp, ...login } = target;
  const connected = await door.connectImap({ ...login, server: imap, signal });
  if (!connected.ok) return connected;
  try {
    const opened = await connected.value.open('INBOX', { readOnly: true });
    if (!opened.ok) return opened;
  } finally {
    await connected.value.close();
  }
  return door.verifySmtp({ ...login, server: smtp, signal });
}

// Everything else reached the server's password check, or may have.
const notALogin = new Set<MailFailure['code']>(['mail.network', 'mail.certificate', 'mail.throttled', 'mail.protocol']);

/** Did the mail server count a failed login? */
export const countsAsFailedLogin = (failure: MailFailure): boolean => !notALogin.has(failure.code);
