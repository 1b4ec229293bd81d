import type {
  CallRecord,
  Device,
  EmulatorCompany,
  EmulatorPerson,
  FaultRule,
  FeedCard,
  NetworkMode,
} from '../model.ts';

/** A person as the client sees them. */
export interface ClientPerson extends EmulatorPerson {
  readonly origins: Readonly<Record<Device, string>>;
  readonly unread: number;
}

export interface ClientApp {
  readonly agentId: number;
  readonly appKey: string;
  readonly homeUrl: string;
  readonly pcHomeUrl: string;
  readonly name: string;
}

/** Everything that the client shows, in one object. */
export interface ClientState {
  readonly company: Omit<EmulatorCompany, 'people'>;
  readonly people: readonly ClientPerson[];
  readonly apps: readonly ClientApp[];
  readonly calls: readonly CallRecord[];
  readonly quota: { readonly used: number; readonly limit: number };
  readonly faults: readonly (FaultRule & { readonly id: string })[];
  readonly network: NetworkMode;
  /** The product's origins: addresses under them open on the device. */
  readonly ownOrigins: readonly string[];
  readonly canSendMail: boolean;
}

/** What the live view tells. */
export type ClientEvent =
  | { readonly kind: 'card'; readonly card: FeedCard }
  | { readonly kind: 'feed'; readonly userId: string }
  | { readonly kind: 'call'; readonly call: CallRecord }
  | { readonly kind: 'faults' }
  | { readonly kind: 'apps' }
  | { readonly kind: 'network'; readonly mode: NetworkMode };
