import type { Address } from '@hongyan/contract';
import type { MessageId } from '@hongyan/kit';
import type { CorpVault } from '../../platform/vault/types.ts';

/** What a send needs beside its bytes; fixed when it is accepted. */
export interface SendPlan {
  readonly messageIdHeader: string;
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** Kept for our own copy in Sent: the mail on the wire has no Bcc. */
  readonly bcc: readonly string[];
  readonly recipients: readonly Address[];
  readonly answers?: { readonly messageId: MessageId; readonly kind: 'answered' | 'forwarded' };
  readonly uploadIds: readonly string[];
}

const planBinding = (sendId: string) => ({ purpose: 'send-plan', owner: sendId });
const detailBinding = (sendId: string) => ({ purpose: 'send-detail', owner: sendId });
const chunkBinding = (sendId: string, seq: number) => ({ purpose: 'send', owner: `${sendId}/${seq}` });

/** The plan as the database keeps it. */
export const sealPlan = (keys: CorpVault, sendId: string, plan: SendPlan): Buffer =>
  keys.seal(planBinding(sendId), JSON.stringify(plan));

/** The plan back. */
export const openPlan = (keys: CorpVault, sendId: string, sealed: Uint8Array): SendPlan =>
  JSON.parse(keys.open(planBinding(sendId), sealed).toString('utf8')) as SendPlan;

/** The mail server's own words about a send, as the database keeps them. */
export const sealDetail = (keys: CorpVault, sendId: string, detail: string | undefined): Buffer | null =>
  detail ? keys.seal(detailBinding(sendId), detail.slice(0, 300)) : null;

/** The words back. */
export const openDetail = (keys: CorpVault, sendId: string, sealed: Uint8Array): string =>
  keys.open(detailBinding(sendId), sealed).toString('utf8');

/** The mail's bytes as the database keeps them. */
export const sealPieces = (keys: CorpVault, sendId: string, pieces: readonly Uint8Array[]): readonly Buffer[] =>
  pieces.map((piece, seq) => keys.seal(chunkBinding(sendId, seq), piece));

/** The mail's bytes back. */
export const openPieces = (keys: CorpVault, sendId: string, sealed: readonly Buffer[]): Uint8Array =>
  Buffer.concat(sealed.map((bytes, seq) => keys.open(chunkBinding(sendId, seq), bytes)));
