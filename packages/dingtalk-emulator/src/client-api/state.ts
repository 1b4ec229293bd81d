import type { ControlState } from '../control.ts';
import type {
  CallRecord,
  Device,
  EmulatorCompany,
  EmulatorPerson,
  EventDelivery,
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
  /** Everyone in the organisation; `people` holds all of them only while they are few, the rest answers `GET people?q=`. */
  readonly peopleTotal: number;
}

/** `GET state`: what the views show and what the console shows. */
export type FullState = Omit<ClientState, 'apps' | 'quota'> &
  Omit<ControlState, 'quota'> & { readonly quota: ClientState['quota'] & ControlState['quota'] };

/** `GET people?q=&department=&limit=`: who fits, and how many there are in all. */
export interface PeoplePage {
  readonly total: number;
  readonly people: readonly ClientPerson[];
}

/** What the live view tells. */
export type ClientEvent =
  | { readonly kind: 'card'; readonly card: FeedCard }
  | { readonly kind: 'feed'; readonly userId: string }
  | { readonly kind: 'call'; readonly call: CallRecord }
  | { readonly kind: 'faults' }
  | { readonly kind: 'apps' }
  | { readonly kind: 'organisation' }
  | { readonly kind: 'deliveries'; readonly delivery: EventDelivery }
  | { readonly kind: 'limits' }
  | { readonly kind: 'logins' }
  | { readonly kind: 'network'; readonly mode: NetworkMode };
