import { fixed } from './command.ts';
import type { ImapSession } from './session.ts';

const PATIENCE_MS = 1000;

/** LOGOUT where the server still answers, then the end. */
export async function logout(session: ImapSession): Promise<void> {
  session.leave();
  const timer = setTimeout(() => session.destroy(), PATIENCE_MS);
  await session.exclusive(() => session.run([fixed('LOGOUT')]));
  clearTimeout(timer);
  session.destroy();
}
