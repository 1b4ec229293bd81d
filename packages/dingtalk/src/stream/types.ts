import type { Clock } from '@hongyan/kit';
import type { MalformedEvent } from '../events/read-event.ts';
import type { DingTalkEvent } from '../events/types.ts';
import type { AppCredential, DingTalkFailure, HttpOut } from '../types.ts';

/** One WebSocket as this package needs it; the server dials it through its one outgoing door. */
export interface SocketOut {
  /** Rejects when no connection came about. Text frames only. */
  connect(url: string, handlers: SocketHandlers, signal: AbortSignal): Promise<OpenSocket>;
}
export interface SocketHandlers {
  onText(text: string): void;
  /** Once, however it ended. */
  onClose(): void;
  /** A pong of the protocol came. */
  onPong(): void;
}
export interface OpenSocket {
  send(text: string): void;
  /** A ping of the WebSocket protocol. */
  ping(): void;
  close(): void;
}

export interface StreamOptions {
  readonly credential: AppCredential;
  readonly http: HttpOut;
  readonly socket: SocketOut;
  readonly clock: Clock;
  readonly random?: () => number;
  /** `done` once the event is kept for good; `later` asks the platform to push it again (dingtalk-api.md §7.4). A throw is `later`. */
  readonly onEvent: (event: DingTalkEvent) => Promise<'done' | 'later'>;
  /** An event of which nothing could be made; it is acknowledged once this has ended, because a repeat would not help. */
  readonly onMalformed?: (event: MalformedEvent, text: string) => Promise<void> | void;
  readonly onState?: (state: StreamState) => void;
}

/** What the doctor and the console show of the connection. */
export type StreamState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly since: number; readonly lastFrameAt: number }
  | { readonly kind: 'waiting'; readonly retryAt: number; readonly failure?: DingTalkFailure }
  | { readonly kind: 'stopped' };

/** One standing connection to the Stream gateway (dingtalk-api.md §7): opened, kept alive, renewed before the old one goes. */
export interface Stream {
  state(): StreamState;
  stop(): Promise<void>;
}
