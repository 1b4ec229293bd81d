import type { Block } from './blocks.ts';
import type { SampleFile } from './sample-file.ts';

/** Anyone who writes or is written to. */
export interface Party {
  readonly name: string;
  readonly address: string;
  /** What stands under a letter, after the name. */
  readonly signature?: string;
}

/** What a letter is about decides where its readers file it. */
type Topic = 'lens7' | 'supplier' | 'invoice' | 'news' | 'machine' | 'work' | 'spam';

/** Old encodings that Chinese mail still comes in (mail-providers.md §3.1). */
export type Legacy = 'gbk' | 'gb18030' | 'big5' | 'raw-gbk' | 'raw-body';

/** One letter of the sample, before it becomes bytes. */
export interface Letter {
  readonly id: string;
  readonly from: Party;
  readonly to: readonly Party[];
  readonly cc: readonly Party[];
  readonly at: number;
  readonly subject: string;
  readonly body: readonly Block[];
  readonly files: readonly SampleFile[];
  readonly re?: Letter;
  readonly forwarded?: Letter;
  readonly topic: Topic;
  readonly legacy?: Legacy;
  /** `text/calendar` of an invitation. */
  readonly event?: string;
  /** Machines say how to be rid of them. */
  readonly bulk?: boolean;
  /** A designed page of its own, instead of blocks shown plainly. */
  readonly html?: string;
  readonly english?: boolean;
  /** Names of those who starred it. */
  readonly starred: readonly string[];
  /** Names of those who have not read it although it is old, or have although it is new. */
  readonly unread: readonly string[];
  readonly read: readonly string[];
}
