import { err, ok } from '@hongyan/kit';
import { failure, failureOfDial, failureOfText } from '../failure.ts';
import { isLoopback } from '../server-address.ts';
import type { ConnectImapOptions, ImapConnection, MailResult } from '../types.ts';
import { adoptCapabilityCode, readCapabilities } from './capability.ts';
import { Connection } from './connection.ts';
import { sendId } from './id.ts';
import { login } from './login.ts';
import type { Response } from './response.ts';
import { ImapSession } from './session.ts';
import { startTls } from './starttls.ts';

const SILENCE_MS = 60_000;

/** Dials, secures, signs in, and names itself where the provider wants that. */
export async function connectImap(options: ConnectImapOptions): Promise<MailResult<ImapConnection>> {
  const { server, dial, signal, profile } = options;
  const { host, port, security } = server;
  if (security === 'plain' && !isLoopback(host))
    return err(failure('mail.certificate', 'clear text to another machine'));
  let session: ImapSession;
  try {
    const socket = await dial({ host, port, tls: security === 'tls', ...(signal ? { signal } : {}) });
    session = new ImapSession({ socket, profile, silenceMs: options.silenceMs ?? SILENCE_MS });
  } catch (error) {
    return err(failureOfDial(error));
  }
  const onAbort = () => session.destroy(failure('mail.network', 'given up'));
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const opened = await open(session, options);
  signal?.removeEventListener('abort', onAbort);
  if (!opened.ok) {
    session.destroy();
    return opened;
  }
  return ok(new Connection(session));
}

/** The round trips before the first useful command, no more of them than the server makes necessary. */
async function open(session: ImapSession, options: ConnectImapOptions): Promise<MailResult<void>> {
  const { server, dial, profile, credential } = options;
  const greeted = await session.greeting();
  if (!greeted.ok) return greeted;
  const greeting = greeted.value;
  if (greeting.kind !== 'status' || greeting.tag !== '*') return err(failure('mail.protocol', 'not an IMAP server'));
  if (greeting.status !== 'OK' && greeting.status !== 'PREAUTH') {
    return err(failureOfText(greeting.text, profile, 'mail.network'));
  }
  // A PREAUTH greeting forbids STARTTLS: it would be a way to talk us out of TLS (RFC 3501 §6.2.1).
  if (greeting.status === 'PREAUTH' && server.security !== 'tls') return err(failure('mail.protocol', 'PREAUTH'));
  adoptCapabilityCode(session, greeting.code);
  if (server.security === 'starttls') {
    const secured = await startTls(session, dial, server.host);
    if (!secured.ok) return secured;
    // What the server said in clear text may have been anyone's words (RFC 3501 §6.2.1).
    const read = await readCapabilities(session);
    if (!read.ok) return read;
  }
  let known = false;
  if (greeting.status === 'OK') {
    if (session.capabilities.size === 0 && needsCapabilities(options)) {
      const read = await readCapabilities(session);
      if (!read.ok) return read;
    }
    const signedIn = await login(session, credential);
    if (!signedIn.ok) return signedIn;
    known = signedIn.value;
  }
  if (!known) {
    const read = await readCapabilities(session);
    if (!read.ok) return read;
  }
  return profile.idAfterLogin || isCoremail(greeting) ? sendId(session) : ok(undefined);
}

/** Only a token, or a name outside ASCII, depends on what the server offers before login. */
const needsCapabilities = ({ credential }: ConnectImapOptions): boolean =>
  credential.kind === 'xoauth2' || !/^[\x20-\x7e]*$/.test(credential.user + credential.password);

const isCoremail = (greeting: Response): boolean => 'text' in greeting && /coremail/i.test(greeting.text);
