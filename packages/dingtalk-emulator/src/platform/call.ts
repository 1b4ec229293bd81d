import type { App } from '../state/apps.ts';
import type { World } from '../state/world.ts';
import type { Answer } from './errors.ts';

export interface CallContext {
  readonly world: World;
  /** Present when the call demands a token. */
  readonly app: App | undefined;
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly receivedAt: number;
  /** From a path with `{corpId}`. */
  readonly corpId: string | undefined;
}

export interface CallOutcome {
  readonly answer: Answer;
  readonly about: { readonly zh: string; readonly en: string };
}

/** The outcome, and whether it took from the month: what the gateway refuses does not. */
export interface CallResult extends CallOutcome {
  readonly spent: boolean;
}

/** One documented call of the platform. */
export interface PlatformCall {
  readonly family: 'old' | 'new';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Does it take from the month's quota (dingtalk-api.md §10.3)? */
  readonly counted: boolean;
  readonly needsToken: boolean;
  /** The permission point it belongs to (§5.7). */
  readonly permission?: string;
  run(context: CallContext): CallOutcome;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Ids come as numbers in JSON and as text in forms. */
export const integer = (value: unknown): number | undefined => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
};

export const says = (zh: string, en: string): CallOutcome['about'] => ({ zh, en });
