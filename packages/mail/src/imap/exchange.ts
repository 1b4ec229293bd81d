import type { Response, ResponseCode } from './response.ts';

/** How a command ended. */
export interface Tagged {
  readonly status: 'OK' | 'NO' | 'BAD';
  readonly code: ResponseCode | undefined;
  readonly text: string;
}
export type Numbered = Extract<Response, { kind: 'numbered' }>;
export type Data = Extract<Response, { kind: 'data' }>;
export type Untagged = Numbered | Data | Extract<Response, { kind: 'status' }>;

/** What a command wants to hear while it runs. */
export interface Listening {
  /** True: taken. Otherwise it counts as news of the server. */
  readonly onUntagged?: (response: Untagged) => boolean;
  /** The server's `+`, where no literal of ours is waiting: what to answer, or nothing. */
  readonly onContinue?: (text: string) => string | undefined;
  /** Cap for one literal, where more than the default is asked for. */
  readonly literalBytes?: number;
  /** Nothing that follows the tagged answer may be read as IMAP (STARTTLS). */
  readonly last?: boolean;
}

/** The folder that is open, as the server keeps telling it. */
export interface Selected {
  readonly wirePath: string;
  exists: number;
  /** May new keywords be stored? */
  readonly anyKeyword: boolean;
  readonly keywords: ReadonlySet<string>;
  /** What STATUS said last, where the server has no IDLE. */
  lastStatus?: { readonly messages: number; readonly unseen: number; readonly uidNext?: number };
}
