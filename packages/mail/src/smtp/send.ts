import { failure } from '../failure.ts';
import type { BuiltMail, MailFailure, ProviderProfile, SendOutcome } from '../types.ts';
import { connectSmtp, SILENCE_MS, type SmtpOptions } from './connect.ts';
import { envelopeAddress, isAsciiAddress } from './envelope.ts';
import { toDataBytes } from './message-bytes.ts';
import { refusalOf } from './refusal.ts';
import type { Reply } from './reply-reader.ts';
import type { SmtpSession } from './session.ts';

/** How long a server may think about a whole message: RFC 5321 §4.5.3.2.6 asks for ten minutes, a person waits less. */
const VERDICT_MS = 5 * 60_000;
const STEP = 64 * 1024;
const FINAL_DOT = Buffer.from('.\r\n');

/** Sends once and tells which of four ends it had (design §5.16). All recipients, or nobody. */
export async function sendMail(options: SmtpOptions, built: BuiltMail): Promise<SendOutcome> {
  const refusedHere = checkEnvelope(built);
  if (refusedHere) return { kind: 'refused', failure: refusedHere };
  const connected = await connectSmtp(options);
  if (!connected.ok) return notSent(connected.error);
  const session = connected.value;
  const giveUp = () => session.destroy(failure('mail.network', 'given up'));
  options.signal?.addEventListener('abort', giveUp, { once: true });
  if (options.signal?.aborted) giveUp();
  const outcome = await transact(session, options, built);
  options.signal?.removeEventListener('abort', giveUp);
  session.quit();
  return outcome;
}

/** A refused login or a wrong certificate will not mend itself; everything else before the final dot may be tried again. */
const notSent = (why: MailFailure): SendOutcome => ({ kind: 'not_sent', failure: why });

function checkEnvelope({ envelope }: BuiltMail): MailFailure | undefined {
  if (!envelopeAddress(envelope.from)) return failure('mail.sender_rejected', 'not an address');
  if (envelope.to.length === 0) return failure('mail.recipient_rejected', 'no recipient');
  const wrong = envelope.to.find((address) => !envelopeAddress(address));
  return wrong === undefined ? undefined : failure('mail.recipient_rejected', wrong);
}

async function transact(session: SmtpSession, options: SmtpOptions, built: BuiltMail): Promise<SendOutcome> {
  const { profile, silenceMs = SILENCE_MS } = options;
  const data = toDataBytes(built.raw);
  const most = Number(session.extensions.get('SIZE') || 0);
  if (most > 0 && data.length > most) {
    return { kind: 'refused', failure: failure('mail.size', `more than ${most} bytes`) };
  }
  const to = built.envelope.to.map((address) => envelopeAddress(address)!);
  const from = envelopeAddress(built.envelope.from)!;
  const wide = [from, ...to].find((address) => !isAsciiAddress(address));
  if (wide && !session.extensions.has('SMTPUTF8')) {
    return { kind: 'refused', failure: failure('mail.recipient_rejected', wide) };
  }
  const steps: { line: string; expected: number[]; meaning: MailFailure['code']; about?: string }[] = [
    { line: mailFrom(session, from, data, wide !== undefined), expected: [250], meaning: 'mail.sender_rejected' },
    ...to.map((address) => ({
      line: `RCPT TO:<${address}>`,
      expected: [250, 251],
      meaning: 'mail.recipient_rejected' as const,
      about: address,
    })),
    { line: 'DATA', expected: [354], meaning: 'mail.content_rejected' },
  ];
  for (const { line, expected, meaning, about } of steps) {
    const answer = await session.ask(line, silenceMs);
    if (!answer.ok) return notSent(answer.error);
    if (!expected.includes(answer.value.code)) return endBefore(answer.value, profile, meaning, about);
  }
  return sendData(session, data, profile, silenceMs);
}

function mailFrom(session: SmtpSession, from: string, data: Buffer, wide: boolean): string {
  const size = session.extensions.has('SIZE') ? ` SIZE=${data.length}` : '';
  const eight = session.extensions.has('8BITMIME') && data.some((byte) => byte >= 0x80) ? ' BODY=8BITMIME' : '';
  return `MAIL FROM:<${from}>${size}${eight}${wide ? ' SMTPUTF8' : ''}`;
}

/** The server said no before it had the message: for good with 5xx, for now with 4xx. */
function endBefore(reply: Reply, profile: ProviderProfile, meaning: MailFailure['code'], about?: string): SendOutcome {
  const refusal = refusalOf(reply, profile, meaning);
  const why = about ? failure(refusal.code, `${about}: ${refusal.detail ?? ''}`) : refusal;
  if (reply.code >= 500 && reply.code < 600) return { kind: 'refused', failure: { ...why, retry: false } };
  return notSent(reply.code >= 400 ? { ...why, retry: true } : failure('mail.protocol', why.detail));
}

async function sendData(
  session: SmtpSession,
  data: Buffer,
  profile: ProviderProfile,
  silenceMs: number,
): Promise<SendOutcome> {
  for (let at = 0; at < data.length; at += STEP) {
    if (!(await session.push(data.subarray(at, at + STEP), silenceMs))) break;
  }
  if (session.failed) return notSent(session.failed);
  if (session.spoke) {
    const early = await session.reply(silenceMs);
    return early.ok ? endBefore(early.value, profile, 'mail.content_rejected') : notSent(early.error);
  }
  // From here on the server may have the message, whatever we hear.
  session.write(FINAL_DOT);
  const verdict = await session.reply(VERDICT_MS);
  if (!verdict.ok) return { kind: 'unknown', failure: verdict.error };
  const { code, lines } = verdict.value;
  if (code >= 200 && code < 300) return { kind: 'sent', response: `${code} ${lines.join(' ')}`.slice(0, 300) };
  if (code >= 400) return endBefore(verdict.value, profile, 'mail.content_rejected');
  return { kind: 'unknown', failure: failure('mail.protocol', `${code} ${lines.join(' ')}`) };
}
