import { err, ok } from '@hongyan/kit';
import { failure, failureOfDial } from '../failure.ts';
import type { Dial, MailResult } from '../types.ts';
import { fixed } from './command.ts';
import { settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

/** STARTTLS (RFC 3501 §6.2.1). There is no way back to clear text: a refusal is the end. */
export async function startTls(session: ImapSession, dial: Dial, host: string): Promise<MailResult<void>> {
  const answer = settle(session, await session.run([fixed('STARTTLS')], { last: true }), 'mail.certificate');
  if (!answer.ok) return err(failure('mail.certificate', `STARTTLS: ${answer.error.detail ?? 'refused'}`));
  try {
    await session.secure((socket) => dial.upgrade(socket, { host }));
  } catch (error) {
    return err(failureOfDial(error));
  }
  session.capabilities = new Set();
  return ok(undefined);
}
