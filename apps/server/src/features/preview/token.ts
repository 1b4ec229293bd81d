import { timingSafeEqual } from 'node:crypto';
import { type CorpId, type MemberId, type MessageId, parseCorpId, parseUuid } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';

/** What a signed address opens. */
export type ContentKind = 'attachment' | 'inline' | 'image' | 'original';

/** What a signed address says, and nothing else: whose, which message, which part or remote image, until when. */
export interface ContentClaim {
  readonly kind: ContentKind;
  readonly corpId: CorpId;
  readonly memberId: MemberId;
  readonly messageId: MessageId;
  /** Part id or remote URL; empty for the original. */
  readonly what: string;
  /** Seconds since the epoch. */
  readonly expires: number;
}

const kinds: readonly ContentKind[] = ['attachment', 'inline', 'image', 'original'];
const macPurpose = 'content-link';

/** The claim with its proof, safe in a path. */
export function signClaim(keys: CorpVault, claim: ContentClaim): string {
  const body = Buffer.from(
    JSON.stringify([claim.kind, claim.corpId, claim.memberId, claim.messageId, claim.what, claim.expires]),
  ).toString('base64url');
  return `${body}.${keys.mac(macPurpose, body).toString('base64url')}`;
}

/** The claim of a token, not yet proven: enough to know whose key to prove it with. */
export function readClaim(
  token: string,
): { readonly claim: ContentClaim; prove(keys: CorpVault): boolean } | undefined {
  const [body, proof, ...rest] = token.split('.');
  if (!body || !proof || rest.length > 0) return undefined;
  const claim = parseClaim(body);
  if (!claim) return undefined;
  return {
    claim,
    prove(keys) {
      // As text: base64url has several spellings of the same bytes, and only ours is an address that we made.
      const given = Buffer.from(proof);
      const right = Buffer.from(keys.mac(macPurpose, body).toString('base64url'));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}

function parseClaim(body: string): ContentClaim | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(value) || value.length !== 6) return undefined;
  const [kindText, corpText, memberText, messageText, what, expires] = value as unknown[];
  const kind = kinds.find((entry) => entry === kindText);
  const corpId = parseCorpId(corpText);
  const memberId = typeof memberText === 'string' ? parseUuid<MemberId>(memberText) : undefined;
  const messageId = typeof messageText === 'string' ? parseUuid<MessageId>(messageText) : undefined;
  if (!kind || !corpId || !memberId || !messageId || typeof what !== 'string' || typeof expires !== 'number')
    return undefined;
  return { kind, corpId, memberId, messageId, what, expires };
}
