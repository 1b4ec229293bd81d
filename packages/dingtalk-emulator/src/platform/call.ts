import type { IncomingHttpHeaders } from 'node:http';
import type { App } from '../state/app.ts';
import type { DropCode } from '../state/memory.ts';
import type { World } from '../state/world.ts';
import type { CallRecord } from '../types.ts';
import type { Answer } from './errors.ts';

/** The documented rule that a call broke: where it stands, and in words. */
export type Rule = NonNullable<CallRecord['rule']>;

export interface CallContext {
  readonly world: World;
  /** Present when the call demands an app token. */
  readonly app: App | undefined;
  /** The token as presented: of the query or a form in the old family, of the header in the new one. */
  readonly token: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Readonly<Record<string, unknown>>;
  /** The body as it came, for calls that take files. */
  readonly raw: Buffer;
  readonly receivedAt: number;
  /** What stands in the `{…}` of the path. */
  readonly params: Readonly<Record<string, string>>;
  /** Has the app this permission point? Without a field's permission the field is left out (§5.4). */
  may(permission: string): boolean;
  /** Injected: everything that is sent is dropped for this reason. */
  readonly dropAll: DropCode | undefined;
}

export interface CallOutcome {
  readonly answer: Answer;
  readonly about: { readonly zh: string; readonly en: string };
  /** Absent: the one that the answer's code stands for. */
  readonly rule?: Rule | undefined;
}

/** The outcome, and whether it took from the month: what the gateway refuses does not. */
export interface CallResult extends CallOutcome {
  readonly spent: boolean;
}

/** One documented call of the platform. */
export interface PlatformCall {
  readonly family: 'old' | 'new';
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `{name}` stands for one part of it. */
  readonly path: string;
  /** Does it take from the month's quota (dingtalk-api.md §10.3)? */
  readonly counted: boolean;
  /** An app token; calls that want another kind of token look at it themselves. */
  readonly needsToken: boolean;
  /** The permission point it belongs to (§5.7). */
  readonly permission?: string;
  /** Takes a file, not fields. */
  readonly takesFile?: true;
  run(context: CallContext): CallOutcome | Promise<CallOutcome>;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Ids come as numbers in JSON and as text in forms. */
export const integer = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

/** Truth as JSON, or as text in forms. */
export const isTrue = (value: unknown): boolean => value === true || value === 'true';

export const says = (zh: string, en: string): CallOutcome['about'] => ({ zh, en });
