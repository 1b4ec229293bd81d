import type { CorpId, MemberId, UserId } from '@hongyan/kit';
import type { Static, TSchema } from 'typebox';
import type { Log } from '../platform/log/types.ts';

/** Who asks, taken from the session: the session's corp decides everything. */
export interface Principal {
  readonly corpId: CorpId;
  readonly memberId: MemberId;
  readonly userId: UserId;
  readonly isAdmin: boolean;
  readonly sessionId: string;
}

/** Who asks in the console: the operator of this installation, or an administrator of one corp. */
export type ConsolePrincipal = ConsoleWho & {
  readonly sessionId: string;
  readonly expiresAt: Date;
};
export type ConsoleWho =
  | { readonly kind: 'operator' }
  | {
      readonly kind: 'admin';
      readonly corpId: CorpId;
      readonly userId: UserId;
      readonly name: string;
      readonly level: 'main' | 'sub';
    };

type PrincipalOf<Auth> = Auth extends 'none' ? undefined : Auth extends 'admin' ? ConsolePrincipal : Principal;
type Parsed<S> = S extends TSchema ? Static<S> : undefined;

export interface RouteRequest<Auth, Params, Query, Body> {
  readonly principal: PrincipalOf<Auth>;
  readonly params: Parsed<Params>;
  readonly query: Parsed<Query>;
  readonly body: Parsed<Body>;
  /** Present when the route says `raw`: the body, unread. */
  readonly stream?: AsyncIterable<Uint8Array>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly remoteAddress: string;
  /** Aborts when the caller goes away. */
  readonly signal: AbortSignal;
  readonly log: Log;
}

/** An answer that is not JSON, or that has headers of its own. */
export class RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | AsyncIterable<Uint8Array | string>;
  constructor(
    status: number,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | string | AsyncIterable<Uint8Array | string>,
  ) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** JSON with cookies or a status of its own. */
export class JsonAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly value: unknown;
  constructor(status: number, headers: Readonly<Record<string, string | readonly string[]>>, value: unknown) {
    this.status = status;
    this.headers = headers;
    this.value = value;
  }
}

/**
 * One line of the route table. The handler returns a plain value (200 JSON), undefined (204), a RawAnswer or a JsonAnswer;
 * it throws AppError for everything that is not 2xx. `auth` is part of the table on purpose: a test prints and checks it.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** none: anyone; member: a session; admin: a session of the console; signed: the request carries its own proof. */
  readonly auth: 'none' | 'member' | 'admin' | 'signed';
  readonly params?: TSchema;
  readonly query?: TSchema;
  readonly body?: TSchema;
  /** Give the handler the body as a stream, up to this many bytes. */
  readonly raw?: { readonly maxBytes: number };
  /** Set for POSTs that come from outside our pages (callbacks): no Origin or header check. */
  readonly foreign?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: the table holds routes of every shape; `route()` types each one
  readonly handler: (request: RouteRequest<any, any, any, any>) => Promise<unknown>;
}

/** Types one route from its schemas. */
export function route<
  A extends Route['auth'],
  P extends TSchema | undefined = undefined,
  Q extends TSchema | undefined = undefined,
  B extends TSchema | undefined = undefined,
>(definition: {
  readonly method: Route['method'];
  readonly url: string;
  readonly auth: A;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly raw?: Route['raw'];
  readonly foreign?: boolean;
  readonly handler: (request: RouteRequest<A extends 'signed' ? 'none' : A, P, Q, B>) => Promise<unknown>;
}): Route {
  return definition as Route;
}
