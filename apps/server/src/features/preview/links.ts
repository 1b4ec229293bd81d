import { paths } from '@hongyan/contract';
import type { CorpId, MessageId } from '@hongyan/kit';
import type { Principal } from '../../http/types.ts';
import type { CorpVault } from '../../platform/vault/types.ts';
import type { PreviewDeps } from './ports.ts';
import { type ContentKind, signClaim } from './token.ts';

const lifeSeconds = 3_600;
// Addresses of one stretch are equal, so that a mail opened twice finds its images in the browser's cache.
const stepSeconds = 600;

/** Signed, short-lived addresses of a mail's contents. */
export interface Links {
  attachment(principal: Principal, messageId: MessageId, partId: string): string;
  inlineImage(principal: Principal, messageId: MessageId, partId: string): string;
  remoteImage(principal: Principal, messageId: MessageId, url: string): string;
  original(principal: Principal, messageId: MessageId): string;
  prepare(corpId: CorpId): Promise<void>;
}

export function createLinks(deps: Pick<PreviewDeps, 'vault' | 'clock'>): Links {
  const keys = new Map<CorpId, CorpVault>();

  function sign(kind: ContentKind, { corpId, memberId }: Principal, messageId: MessageId, what: string): string {
    const corpKeys = keys.get(corpId);
    if (!corpKeys) throw new Error('prepare the links of this corp first');
    const now = Math.floor(deps.clock.now() / 1000);
    const expires = Math.ceil(now / stepSeconds) * stepSeconds + lifeSeconds;
    return `${paths.api}/content/${kind}/${signClaim(corpKeys, { kind, corpId, memberId, messageId, what, expires })}`;
  }

  return {
    attachment: (principal, messageId, partId) => sign('attachment', principal, messageId, partId),
    inlineImage: (principal, messageId, partId) => sign('inline', principal, messageId, partId),
    remoteImage: (principal, messageId, url) => sign('image', principal, messageId, url),
    original: (principal, messageId) => sign('original', principal, messageId, ''),
    async prepare(corpId) {
      if (!keys.has(corpId)) keys.set(corpId, await deps.vault.forCorp(corpId));
    },
  };
}
