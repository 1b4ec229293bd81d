import type { CorpId, MemberId } from '@hongyan/kit';

/** What the directory asks of binding: who owns an address. */
export interface AddressOwners {
  /** Members bound to these addresses, by address in lower case. */
  ownersOf(corpId: CorpId, addresses: readonly string[]): Promise<ReadonlyMap<string, MemberId>>;
  /** Every bound address of the corp with its members. */
  boundAddresses(corpId: CorpId): Promise<readonly { readonly address: string; readonly memberId: MemberId }[]>;
}
