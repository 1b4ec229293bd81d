import { err, ok } from '@hongyan/kit';
import { failure } from '../failure.ts';
import { base64Word, saslPlain, saslXoauth2 } from '../sasl.ts';
import type { Credential, MailFailure, MailResult, ProviderProfile } from '../types.ts';
import { refusalOf } from './refusal.ts';
import type { SmtpSession } from './session.ts';

/** AUTH (RFC 4954): PLAIN where offered, else LOGIN; tokens by XOAUTH2. */
export async function authenticate(
  session: SmtpSession,
  credential: Credential,
  profile: ProviderProfile,
  timeoutMs: number,
): Promise<MailResult<void>> {
  const offered = new Set((session.extensions.get('AUTH') ?? '').toUpperCase().split(/\s+/).filter(Boolean));
  const steps = stepsFor(credential, offered);
  if (!steps) return err(failure('mail.service_off', `sign-in offered: ${[...offered].join(' ') || 'none'}`));
  for (const line of steps) {
    const answer = await session.ask(line, timeoutMs);
    if (!answer.ok) return answer;
    const { code } = answer.value;
    if (code === 235) return ok(undefined);
    if (code !== 334) return err(refusalOf(answer.value, profile, guess(profile, code)));
  }
  // A 334 after everything was said carries the error of XOAUTH2: an empty line asks for the verdict.
  const verdict = await session.ask('', timeoutMs);
  if (!verdict.ok) return verdict;
  return verdict.value.code === 235
    ? ok(undefined)
    : err(refusalOf(verdict.value, profile, guess(profile, verdict.value.code)));
}

function stepsFor(credential: Credential, offered: ReadonlySet<string>): string[] | undefined {
  const { user } = credential;
  if (credential.kind === 'xoauth2') {
    return offered.has('XOAUTH2') ? [`AUTH XOAUTH2 ${base64Word(saslXoauth2(user, credential.token))}`] : undefined;
  }
  if (offered.has('PLAIN')) return [`AUTH PLAIN ${base64Word(saslPlain(user, credential.password))}`];
  if (offered.has('LOGIN')) {
    return ['AUTH LOGIN', base64Word(Buffer.from(user)), base64Word(Buffer.from(credential.password))];
  }
  return undefined;
}

function guess(profile: ProviderProfile, code: number): MailFailure['code'] {
  if (code < 500) return 'mail.throttled';
  return profile.authKind === 'authcode' ? 'mail.auth_code_required' : 'mail.auth_bad';
}
