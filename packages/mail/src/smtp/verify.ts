import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { connectSmtp, type SmtpOptions } from './connect.ts';

/** Can this account sign in to send? Nothing is sent. */
export async function verifySmtp(options: SmtpOptions): Promise<MailResult<void>> {
  const session = await connectSmtp(options);
  if (!session.ok) return session;
  session.value.quit();
  return ok(undefined);
}
