import type { MailboxId } from '@hongyan/kit';
import type { ParsedHeaders } from '@hongyan/mail';
import type { CorpVault } from '../../platform/vault/types.ts';

/** The same mail wherever it lies and whatever its uid is: Message-ID, Date, From and size (design §2), keyed. */
export const fingerprintOf = (
  vault: CorpVault,
  mailboxId: MailboxId,
  headers: Pick<ParsedHeaders, 'messageId' | 'date' | 'from'>,
  size: number,
): Buffer =>
  vault
    .mac(
      'fingerprint',
      JSON.stringify([
        mailboxId,
        headers.messageId ?? '',
        headers.date?.getTime() ?? 0,
        headers.from[0]?.address ?? '',
        size,
      ]),
    )
    .subarray(0, 16);
