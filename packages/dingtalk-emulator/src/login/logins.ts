import { type Clock, randomToken } from '@hongyan/kit';
import type { PendingLogin } from '../control.ts';
import type { LoginRequest } from './request.ts';

/** What has become of a sign-in. */
export type LoginOutcome =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'allowed'; readonly location: string }
  | { readonly kind: 'denied'; readonly location: string }
  /** Somebody of another organisation: this app is not theirs. */
  | { readonly kind: 'foreign'; readonly name: string; readonly location: string };

export interface Login {
  readonly id: string;
  readonly startedAt: number;
  readonly request: LoginRequest;
  outcome: LoginOutcome;
}

/** Sign-ins that login pages have begun: decided on the page itself, or by somebody's phone. */
export interface Logins {
  begin(request: LoginRequest): Login;
  find(id: string): Login | undefined;
  decide(id: string, outcome: LoginOutcome): void;
  /** Resolves once the sign-in is decided, or when the wait is over. */
  decided(id: string, signal: AbortSignal): Promise<LoginOutcome>;
  /** Those that nobody has decided yet. */
  pending(): readonly PendingLogin[];
}

/** A code on the page is good for this long; then the page draws a new one. */
const loginMs = 300_000;
const kept = 100;

export function createLogins(clock: Clock, onChange: () => void): Logins {
  const held = new Map<string, Login>();
  const waiters = new Set<() => void>();
  const isLiving = (login: Login) => login.startedAt + loginMs > clock.now();
  return {
    begin(request) {
      const login: Login = { id: randomToken(16), startedAt: clock.now(), request, outcome: { kind: 'waiting' } };
      for (const [id, one] of held) if (!isLiving(one) || held.size >= kept) held.delete(id);
      held.set(login.id, login);
      onChange();
      return login;
    },
    find(id) {
      const login = held.get(id);
      return login && isLiving(login) ? login : undefined;
    },
    decide(id, outcome) {
      const login = held.get(id);
      if (login?.outcome.kind !== 'waiting') return;
      login.outcome = outcome;
      for (const wake of [...waiters]) wake();
      onChange();
    },
    decided: (id, signal) =>
      new Promise((resolve) => {
        const look = () => {
          const outcome = held.get(id)?.outcome ?? { kind: 'waiting' };
          if (outcome.kind === 'waiting' && !signal.aborted) return;
          waiters.delete(look);
          resolve(outcome);
        };
        waiters.add(look);
        signal.addEventListener('abort', look, { once: true });
        look();
      }),
    pending: () =>
      [...held.values()]
        .filter((login) => login.outcome.kind === 'waiting' && isLiving(login))
        .map(({ id, startedAt, request }) => ({
          id,
          appKey: request.app.appKey,
          appName: request.app.name,
          startedAt,
          wantsCorp: request.wantsCorp,
        })),
  };
}
