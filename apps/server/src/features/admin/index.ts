import type { Route } from '../../http/types.ts';
import { buildAppRoutes } from './app-routes.ts';
import { type ConsoleGuard, createConsoleGuard } from './guard.ts';
import { buildMemberRoutes } from './member-routes.ts';
import type { AdminDeps } from './ports.ts';
import { buildSessionRoutes } from './session-routes.ts';
import { type ConsoleSignInService, createConsoleSignIn } from './sign-in.ts';

/** The console's own part: sign-in, apps, members. */
export interface Admin {
  readonly routes: readonly Route[];
  readonly guard: ConsoleGuard;
  readonly signIn: ConsoleSignInService;
}

export function createAdmin(deps: AdminDeps): Admin {
  const guard = createConsoleGuard(deps);
  const signIn = createConsoleSignIn(deps, guard);
  return {
    guard,
    signIn,
    routes: [...buildSessionRoutes(deps, signIn), ...buildAppRoutes(deps), ...buildMemberRoutes(deps)],
  };
}
