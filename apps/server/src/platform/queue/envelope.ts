import type { CorpId } from '@hongyan/kit';

/** How a job lies in the table. */
export interface Envelope<Data> {
  readonly corpId: CorpId;
  readonly data: Data;
}
