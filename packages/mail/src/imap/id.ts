import { ok } from '@hongyan/kit';
import type { MailResult } from '../types.ts';
import { fixed } from './command.ts';
import type { ImapSession } from './session.ts';

/**
 * ID (RFC 2971): NetEase answers SELECT with "Unsafe Login" until a client has named itself after login
 * (mail-providers.md §2.3.1). A server that dislikes it loses nothing.
 */
export async function sendId(session: ImapSession): Promise<MailResult<void>> {
  const answer = await session.run([
    fixed('ID'),
    fixed('("name" "Hongyan" "version" "0.1.0" "vendor" "Hongyan" "support-url" "https://github.com/hongyan-mail")'),
  ]);
  return answer.ok ? ok(undefined) : answer;
}
