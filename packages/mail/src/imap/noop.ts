import type { MailResult } from '../types.ts';
import { fixed } from './command.ts';
import { done, settle } from './outcome.ts';
import type { ImapSession } from './session.ts';

/** NOOP: the server's chance to say what changed. */
export const noop = async (session: ImapSession): Promise<MailResult<void>> =>
  done(settle(session, await session.run([fixed('NOOP')])));
