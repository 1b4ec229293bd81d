import { AppError } from '@hongyan/kit';
import { isInRanges } from '../../http/address-ranges.ts';
import { toActor } from '../../http/console-policy.ts';
import type { ConsolePrincipal } from '../../http/types.ts';
import type { AdminDeps } from './ports.ts';

/** One entry for each session and address in this time: a page that asks again and again does not fill the log. */
const noteEveryMs = 10 * 60_000;

/** From where the console may be used. */
export interface ConsoleGuard {
  /** Throws `session.address_refused`; what was refused stands in the audit log. */
  admit(principal: ConsolePrincipal, address: string): Promise<void>;
  /** The installation's own list, before anybody is signed in. */
  admitStranger(address: string): Promise<void>;
}

export function createConsoleGuard(
  deps: Pick<AdminDeps, 'clock' | 'consoleAllow' | 'apps' | 'audit' | 'log'>,
): ConsoleGuard {
  const noted = new Map<string, number>();
  const isAllowed = (address: string, ranges: readonly string[]) => ranges.length === 0 || isInRanges(address, ranges);

  async function refuse(key: string, write: () => Promise<void>): Promise<never> {
    const now = deps.clock.now();
    if (now - (noted.get(key) ?? Number.NEGATIVE_INFINITY) >= noteEveryMs) {
      if (noted.size > 1_000) noted.clear();
      noted.set(key, now);
      await write();
    }
    throw new AppError('session.address_refused', { detail: key.slice(key.indexOf(' ') + 1) });
  }

  return {
    async admit(principal, address) {
      const act = { actor: toActor(principal, address), act: 'console.used', outcome: 'refused' as const };
      const corpId = principal.kind === 'admin' ? principal.corpId : deps.audit.instance;
      const own = principal.kind === 'admin' ? ((await deps.apps.get(principal.corpId))?.consoleRanges ?? []) : [];
      if (isAllowed(address, deps.consoleAllow) && isAllowed(address, own)) return;
      await refuse(`${principal.sessionId} ${address}`, () => deps.audit.note(corpId, act));
    },
    async admitStranger(address) {
      if (isAllowed(address, deps.consoleAllow)) return;
      await refuse(`- ${address}`, () =>
        deps.audit.note(deps.audit.instance, {
          actor: { kind: 'system', address },
          act: 'console.used',
          outcome: 'refused',
        }),
      );
    },
  };
}
