import { failure, failureOfText } from '../failure.ts';
import type { MailFailure, ProviderProfile } from '../types.ts';
import type { Reply } from './reply-reader.ts';

type Code = MailFailure['code'];

/** Enhanced status codes (RFC 3463) and the plain codes of RFC 5321, for servers whose words say nothing we know. */
const enhanced: readonly { readonly pattern: RegExp; readonly code: Code }[] = [
  { pattern: /^[45]\.2\.2\b/, code: 'mail.quota' },
  { pattern: /^[45]\.3\.4\b|^[45]\.2\.3\b/, code: 'mail.size' },
  { pattern: /^[45]\.1\.[0236]\b|^5\.1\.1\b|^[45]\.1\.10\b/, code: 'mail.recipient_rejected' },
  { pattern: /^[45]\.1\.[78]\b/, code: 'mail.sender_rejected' },
  { pattern: /^5\.7\.8\b/, code: 'mail.auth_bad' },
  { pattern: /^5\.7\.[29]\b/, code: 'mail.auth_code_required' },
  { pattern: /^4\./, code: 'mail.throttled' },
];

/** A reply that is no success, as a failure; `step` is what a bare 5xx most likely means here. */
export function refusalOf({ code, lines }: Reply, profile: ProviderProfile, step: Code): MailFailure {
  const text = lines.join(' ');
  const words = failureOfText(`${code} ${text}`, profile, step);
  if (words.code !== step) return words;
  const known = enhanced.find(({ pattern }) => pattern.test(text))?.code;
  if (known) return failure(known, words.detail);
  if (code === 552) return failure('mail.size', words.detail);
  return code < 500 ? failure('mail.throttled', words.detail) : words;
}
