import type { App } from '../state/app.ts';
import type { World } from '../state/world.ts';
import type { PlatformCall } from './call.ts';
import type { Answer } from './errors.ts';
import {
  expiredToken,
  missingPermission,
  monthUsedUp,
  noToken,
  tooFast,
  unknownToken,
  wrongAddress,
} from './refusals.ts';

/** Who calls, once every check of the gateway is passed. */
export interface Admitted {
  readonly app: App | undefined;
  may(permission: string): boolean;
}

/**
 * The gateway's checks, in its order: token, address, permission, calls per second, calls per month (dingtalk-api.md §0.2,
 * §5.7, §9.1, §10). What is refused here takes nothing from the month.
 */
export function guard(
  world: World,
  call: PlatformCall,
  caller: { readonly token: string; readonly ip: string; readonly named: App | undefined },
): Admitted | Answer {
  const { switches, quota, clock } = world;
  if (!call.needsToken) {
    const { named, ip } = caller;
    if (named && switches.tokenCallsCheckIp && !isAllowed(named, ip, switches.emptyIpListRefuses)) {
      return wrongAddress(call, ip, named.appKey);
    }
    return { app: undefined, may: () => false };
  }
  if (!caller.token) return noToken(call);
  const held = world.tokens.check(caller.token);
  if (held === 'unknown') return unknownToken(call);
  if (held === 'expired') return expiredToken(call);
  const { app } = held;
  if (!isAllowed(app, caller.ip, switches.emptyIpListRefuses)) return wrongAddress(call, caller.ip, app.appKey);
  const granted = switches.permissionsAtOnce ? app.permissions : held.permissions;
  const may = (permission: string) => granted.includes(permission);
  if (call.permission && !may(call.permission)) return missingPermission(call, call.permission, app.appKey);
  if (!quota.withinSecond(app.appKey, `${call.method} ${call.path}`)) {
    return tooFast(call, clock.now(), world.limits.now.qps);
  }
  if (call.counted && !quota.spend()) return monthUsedUp(call);
  return { app, may };
}

/** Entries are addresses, or patterns with one `*` (§9.1). */
export function isAllowed({ egressIps }: Pick<App, 'egressIps'>, ip: string, emptyRefuses: boolean): boolean {
  if (egressIps.length === 0) return !emptyRefuses;
  return egressIps.some((entry) => {
    const [before, after] = entry.trim().toLowerCase().split('*');
    if (after === undefined) return before === ip;
    return ip.length >= before!.length + after.length && ip.startsWith(before!) && ip.endsWith(after);
  });
}
