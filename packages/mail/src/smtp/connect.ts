import { err, ok } from '@hongyan/kit';
import { failure, failureOfDial } from '../failure.ts';
import { isLoopback } from '../server-address.ts';
import type { Credential, Dial, MailResult, ProviderProfile, ServerAddress } from '../types.ts';
import { authenticate } from './auth.ts';
import { refusalOf } from './refusal.ts';
import { SmtpSession } from './session.ts';

/** Who to send through, and as whom. */
export interface SmtpOptions {
  readonly server: ServerAddress;
  readonly credential: Credential;
  readonly profile: ProviderProfile;
  readonly dial: Dial;
  readonly signal?: AbortSignal;
  /** The longest silence before the connection counts as dead. Default 60 s. */
  readonly silenceMs?: number;
}

export const SILENCE_MS = 60_000;

/** A signed-in SMTP session. STARTTLS that was asked for and refused is the end: nothing goes in clear text. */
export async function connectSmtp(options: SmtpOptions): Promise<MailResult<SmtpSession>> {
  const { server, dial, signal } = options;
  const { host, port, security } = server;
  if (security === 'plain' && !isLoopback(host))
    return err(failure('mail.certificate', 'clear text to another machine'));
  let session: SmtpSession;
  try {
    session = new SmtpSession(await dial({ host, port, tls: security === 'tls', ...(signal ? { signal } : {}) }));
  } catch (error) {
    return err(failureOfDial(error));
  }
  const giveUp = () => session.destroy(failure('mail.network', 'given up'));
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const opened = await open(session, options);
  signal?.removeEventListener('abort', giveUp);
  if (opened.ok) return ok(session);
  session.quit();
  return opened;
}

async function open(session: SmtpSession, options: SmtpOptions): Promise<MailResult<void>> {
  const { server, profile, dial, credential, silenceMs = SILENCE_MS } = options;
  const greeting = await session.reply(silenceMs);
  if (!greeting.ok) return greeting;
  if (greeting.value.code !== 220) return err(refusalOf(greeting.value, profile, 'mail.network'));
  const greeted = await sayHello(session, profile, silenceMs);
  if (!greeted.ok) return greeted;
  if (server.security === 'starttls') {
    const answer = await session.ask('STARTTLS', silenceMs);
    if (!answer.ok) return answer;
    if (answer.value.code !== 220) return err(failure('mail.certificate', `STARTTLS: ${answer.value.lines.join(' ')}`));
    try {
      await session.secure((socket) => dial.upgrade(socket, { host: server.host }));
    } catch (error) {
      return err(failureOfDial(error));
    }
    const again = await sayHello(session, profile, silenceMs);
    if (!again.ok) return again;
  }
  return authenticate(session, credential, profile, silenceMs);
}

/** EHLO with an address literal: our host's name is nobody's business, and every server takes it. */
async function sayHello(session: SmtpSession, profile: ProviderProfile, silenceMs: number): Promise<MailResult<void>> {
  const answer = await session.ask('EHLO [127.0.0.1]', silenceMs);
  if (!answer.ok) return answer;
  if (answer.value.code !== 250) return err(refusalOf(answer.value, profile, 'mail.protocol'));
  const extensions = new Map<string, string>();
  for (const line of answer.value.lines.slice(1)) {
    // Some old servers write `AUTH=LOGIN` for outdated clients, beside or instead of `AUTH LOGIN`.
    const [, name, rest] = /^([A-Za-z0-9-]+)[ =]?(.*)$/.exec(line.trim()) ?? [];
    if (!name) continue;
    const known = extensions.get(name.toUpperCase());
    extensions.set(name.toUpperCase(), known === undefined ? rest! : `${known} ${rest}`);
  }
  session.extensions = extensions;
  return ok(undefined);
}
