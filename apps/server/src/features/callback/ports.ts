import type {
  CallbackCrypto,
  CallbackSecrets,
  DingTalkEvent,
  EventSource,
  MalformedEvent,
  Stream,
  StreamOptions,
} from '@hongyan/dingtalk';
import type { Clock, CorpId, Result, Secret } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { Queue } from '../../platform/queue/types.ts';
import type { Vault } from '../../platform/vault/types.ts';

/** What the events of one corp need of its app. */
export interface CallbackApp {
  readonly corpId: CorpId;
  readonly agentId: number;
  readonly appKey: string;
  readonly appSecret: Secret;
  readonly oapiUrl: string;
  readonly apiUrl: string;
  readonly eventToken: string;
  readonly eventAesKey: Secret;
  readonly eventMode: 'push' | 'stream';
  readonly callbackRanges: readonly string[];
}

/** The DingTalk library, as far as events go. */
export interface EventDoor {
  createCrypto(secrets: CallbackSecrets): CallbackCrypto;
  readEvent(source: EventSource): Result<DingTalkEvent, MalformedEvent>;
  /** Opens a standing connection; it begins at once. */
  openStream(app: CallbackApp, handlers: Pick<StreamOptions, 'onEvent' | 'onMalformed' | 'onState'>): Stream;
}

export interface CallbackDeps {
  readonly clock: Clock;
  readonly db: Db;
  readonly queue: Queue;
  readonly events: Events;
  readonly vault: Vault;
  readonly log: Log;
  readonly apps: {
    get(corpId: CorpId): Promise<CallbackApp | undefined>;
    list(): Promise<readonly CallbackApp[]>;
  };
  readonly door: EventDoor;
  /** What an event does. Any order, any number of times, the same end; a throw is tried again later. */
  handle(corpId: CorpId, event: DingTalkEvent): Promise<void>;
}
