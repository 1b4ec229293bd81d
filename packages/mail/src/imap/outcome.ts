import { err, ok } from '@hongyan/kit';
import { failure, failureOfText } from '../failure.ts';
import type { MailFailure, MailResult } from '../types.ts';
import type { Tagged } from './exchange.ts';
import type { ImapSession } from './session.ts';

type Code = MailFailure['code'];

/** RFC 5530 and friends: what a machine-readable code means, whoever the provider is. */
const byCode: Readonly<Record<string, Code>> = {
  AUTHENTICATIONFAILED: 'mail.auth_bad',
  EXPIRED: 'mail.account_disabled',
  UNAVAILABLE: 'mail.throttled',
  INUSE: 'mail.throttled',
  LIMIT: 'mail.throttled',
  THROTTLED: 'mail.throttled',
  OVERQUOTA: 'mail.quota',
  NONEXISTENT: 'mail.folder_missing',
  TRYCREATE: 'mail.folder_missing',
  TOOBIG: 'mail.size',
};

/** A tagged answer as a value: NO and BAD become the failure that they stand for. */
export function settle(
  session: ImapSession,
  answer: MailResult<Tagged>,
  fallback: Code = 'mail.protocol',
): MailResult<Tagged> {
  if (!answer.ok || answer.value.status === 'OK') return answer;
  const { code, text } = answer.value;
  const named = code ? byCode[code.name] : undefined;
  const words = failureOfText(text, session.profile, named ?? fallback);
  // The provider's own words are sharper than a code, a code is sharper than our guess.
  return err(words.code === fallback && named ? failure(named, words.detail) : words);
}

/** Nothing but success. */
export const done = <T>(result: MailResult<T>): MailResult<void> => (result.ok ? ok(undefined) : result);

/** An argument that must never reach the wire (CR, LF, NUL, or no such thing at all). */
export const refused = (code: Code, what: string): MailResult<never> => err(failure(code, what));
