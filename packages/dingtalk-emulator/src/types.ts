import type { Clock } from '@hongyan/kit';
import type { BridgeReply } from './container/types.ts';
import type { ControlCommands, ControlName } from './control.ts';
import type {
  CallRecord,
  Device,
  Edition,
  EmulatorApp,
  EmulatorCompany,
  Faults,
  FeedCard,
  Limits,
  NetworkMode,
  UnsureSwitches,
} from './model.ts';
import type { AppChange } from './state/app.ts';
import type { Apps } from './state/apps.ts';
import type { Organisation } from './state/organisation.ts';

export type * from './model.ts';

export interface EmulatorOptions {
  /** 0 or absent: a free one. */
  readonly port?: number;
  readonly host?: string;
  readonly company: EmulatorCompany;
  /** Where the product listens: `http://127.0.0.1:8080`. Asked at each request. */
  readonly upstream: () => string;
  /** The address that the product writes into its links, if it is another one. */
  readonly publicUrl?: () => string;
  /** Feed and quota survive a restart in this file. */
  readonly stateFile?: string;
  /** Behind the button 来一封新邮件. */
  readonly onNewMail?: (userId: string) => Promise<void>;
  readonly clock?: Clock;
  /** Absent: `standard`. */
  readonly edition?: Edition;
  /** On top of what the edition brings. */
  readonly limits?: Partial<Limits>;
  readonly switches?: Partial<UnsureSwitches>;
  readonly log?: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
}

/** A running make-believe DingTalk. */
export interface Emulator {
  readonly port: number;
  /** For people: `http://emu.localhost:P/`. Browsers resolve the name, Node does not. */
  readonly clientUrl: string;
  /** For the product, usable from Node: the three bases of the platform. */
  readonly oapiUrl: string;
  readonly apiUrl: string;
  readonly loginUrl: string;
  /** The origin at which the product's pages appear on this person's device. */
  frameOrigin(userId: string, device: Device): string;
  /** Every origin from which the product will be used; it has to allow them. */
  extraOrigins(): string[];
  /** The same as two CSP sources. */
  extraSources(): string[];
  /** People and departments as they are now; a change tells the apps what DingTalk would tell them. */
  readonly organisation: Organisation;
  /** The developer console's side of the apps. */
  readonly apps: Pick<Apps, 'get' | 'create' | 'publish' | 'remove'> & {
    change(appKey: string, change: AppChange): void;
  };
  /** The `[unsure]` points of the documents, settled anew at any time. */
  readonly switches: { -readonly [K in keyof UnsureSwitches]: UnsureSwitches[K] };
  /** The platform's clock: moved forward, codes and tokens grow old and whoever waits wakes up. */
  readonly clock: Clock & { pass(ms: number): number };
  /** One command of the control API. */
  control<N extends ControlName>(name: N, input: ControlCommands[N]['in']): Promise<ControlCommands[N]['out']>;
  /** An app that is there already; whatever is absent is granted. */
  registerApp(app: EmulatorApp): void;
  /** A fresh 免登 code: single use, 300 seconds (dingtalk-api.md §2.2). */
  issueAuthCode(userId: string, appKey?: string): string;
  /** What this person has received, oldest first. */
  feed(userId: string): FeedCard[];
  /** What reached the platform, oldest first, with its caller and the rule that it broke. */
  calls(): CallRecord[];
  onCard(listener: (card: FeedCard) => void): () => void;
  onCall(listener: (call: CallRecord) => void): () => void;
  readonly faults: Faults;
  /** Counted calls of this month and the limit. */
  quota(): { readonly used: number; readonly limit: number };
  /** Every token that is out now is refused from here on. */
  expireTokens(): void;
  setNetwork(mode: NetworkMode): void;
  /** What DingTalk's container would reply to this JSAPI call. For browsers driven by tests. */
  answer(
    userId: string,
    device: Device,
    pageUrl: string,
    method: string,
    params: unknown,
    /** One id for each load of a page; absent: all pages of the device under this origin are one. */
    pageId?: string,
  ): BridgeReply;
  stop(): Promise<void>;
}
