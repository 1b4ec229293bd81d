import type { Address } from '@hongyan/contract';
import type { MessageId } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';

/** What a person could read of a message in a list: stored sealed, bound to the message's id. */
export interface Envelope {
  readonly from: Address;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly preview: string;
  /** A no-reply or bulk sender. */
  readonly machine: boolean;
  /** The Message-ID header, with angle brackets. */
  readonly messageId?: string;
}

const binding = (id: MessageId) => ({ purpose: 'index', owner: id });

export const sealEnvelope = (vault: CorpVault, id: MessageId, envelope: Envelope): Buffer =>
  vault.seal(binding(id), JSON.stringify(envelope));

export const openEnvelope = (vault: CorpVault, id: MessageId, sealed: Uint8Array): Envelope =>
  JSON.parse(vault.open(binding(id), sealed).toString('utf8')) as Envelope;

/** The text that search looks in: what `search-words.ts` hashes and what candidates are checked against. */
export const searchText = (envelope: Envelope): string =>
  [
    envelope.subject,
    ...[envelope.from, ...envelope.to, ...envelope.cc].flatMap((person) => [person.name, person.address]),
    envelope.preview,
  ].join('\n');
