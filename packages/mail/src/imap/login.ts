import { ok } from '@hongyan/kit';
import { base64Word, saslPlain, saslXoauth2 } from '../sasl.ts';
import type { Credential, MailFailure, MailResult } from '../types.ts';
import { adoptCapabilityCode } from './capability.ts';
import { astring, fixed, type Piece, type Word } from './command.ts';
import type { Tagged } from './exchange.ts';
import { refused, settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

/** Signs in; true when the answer brought the capabilities along. */
export async function login(session: ImapSession, credential: Credential): Promise<MailResult<boolean>> {
  const answer = settle(session, await attempt(session, credential), guess(session));
  if (!answer.ok) return answer;
  session.capabilities = new Set();
  return ok(adoptCapabilityCode(session, answer.value.code));
}

/** Where the server's words say nothing, a refused login is a wrong one, unless the provider needs codes. */
const guess = (session: ImapSession): MailFailure['code'] =>
  session.profile.authKind === 'authcode' ? 'mail.auth_code_required' : 'mail.auth_bad';

function attempt(session: ImapSession, credential: Credential): Promise<MailResult<Tagged>> {
  if (credential.kind === 'xoauth2') {
    return authenticate(session, fixed('XOAUTH2'), saslXoauth2(credential.user, credential.token));
  }
  const { user, password } = credential;
  if (/[\r\n\0]/.test(user + password)) return Promise.resolve(refused('mail.auth_bad', 'control characters'));
  const ascii = /^[\x20-\x7e]*$/.test(user + password);
  const loginAllowed = !session.capabilities.has('LOGINDISABLED');
  if (session.capabilities.has('AUTH=PLAIN') && !(ascii && loginAllowed)) {
    return authenticate(session, fixed('PLAIN'), saslPlain(user, password));
  }
  return session.run([fixed('LOGIN'), astring(user) as Piece, astring(password) as Piece]);
}

/** AUTHENTICATE with the answer sent when the server asks, or at once where it allows (RFC 4959). */
function authenticate(session: ImapSession, mechanism: Word, answer: Uint8Array): Promise<MailResult<Tagged>> {
  const words = base64Word(answer);
  const atOnce = session.capabilities.has('SASL-IR');
  let asked = false;
  return session.run([fixed('AUTHENTICATE'), mechanism, ...(atOnce ? [words as Word] : [])], {
    onContinue: () => {
      // A second challenge carries the error of XOAUTH2: an empty line asks for the verdict.
      if (asked || atOnce) return '';
      asked = true;
      return words;
    },
  });
}
