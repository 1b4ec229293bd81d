import type { Duplex } from 'node:stream';

export interface EgressPolicy {
  /** Private, loopback and link-local addresses are refused unless the caller's service is marked on-premise, or the target is the demo's. */
  readonly allowPrivate: boolean;
}

export interface HttpRequest extends EgressPolicy {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  /** Redirects followed, each vetted again. Default 0. */
  readonly maxRedirects?: number;
  readonly signal?: AbortSignal;
}
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface DialTarget extends EgressPolicy {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly tlsMode: 'modern' | 'legacy';
  /** Extra trusted CA (PEM) of an on-premise service. */
  readonly ca?: string;
  readonly connectTimeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** The one outgoing door (design §5.15): the address vetted is the address dialled. Failures are thrown as AppError `mail.network`/`mail.certificate`-free plain errors with `code`. */
export interface Egress {
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** TCP with keep-alive ≤ 45 s; TLS with one shared context per mode. */
  dial(target: DialTarget): Promise<Duplex>;
  upgrade(socket: Duplex, target: Omit<DialTarget, 'port' | 'tls'>): Promise<Duplex>;
}
