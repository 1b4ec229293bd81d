import type { UnsureSwitches } from '../model.ts';
import type { ControlDeps, Handlers } from './deps.ts';
import { readFault } from './faults.ts';
import { fieldsOf, flagOf, type Given, numberOf, oneOf, optional, recordOf, textOf } from './input.ts';

const choice =
  <T extends string | number>(...allowed: readonly T[]) =>
  (given: Given, name: string): T =>
    oneOf(given, name, allowed);

const switchReaders: { readonly [K in keyof UnsureSwitches]: (given: Given, name: string) => UnsureSwitches[K] } = {
  emptyIpListRefuses: flagOf,
  tokenCallsCheckIp: flagOf,
  dayBoundary: choice('calendar', 'rolling'),
  linksCountAsContent: flagOf,
  acceptSha1: flagOf,
  signatureNames: choice('both', 'msg_signature', 'signature'),
  eventForm: choice('documented', 'logs'),
  gatewayForm: choice('sub_code', 'subcode', 'words'),
  failedListConsumes: flagOf,
  statusBarHours: choice(168, 24),
  permissionsAtOnce: flagOf,
  redirectMatch: choice('origin', 'exact'),
  laterSeconds: numberOf,
  redirectHasCode: flagOf,
};

const changed = ({ world }: ControlDeps): object => {
  world.bus.emit({ kind: 'limits' });
  return {};
};

/** What the platform allows, what time it is there, and what breaks. */
export const limitCommands: Handlers<
  | 'limits/edition'
  | 'limits/used'
  | 'tokens/expire'
  | 'switches/set'
  | 'clock/pass'
  | 'network/set'
  | 'faults/add'
  | 'faults/clear'
> = {
  'limits/edition'(deps, given) {
    deps.world.limits.setEdition(oneOf(given, 'edition', ['standard', 'professional', 'addon']));
    return changed(deps);
  },
  'limits/used'(deps, given) {
    const calls = optional(given, 'calls', numberOf);
    const messages = optional(given, 'messages', numberOf);
    deps.world.quota.set({
      ...(calls === undefined ? {} : { calls }),
      ...(messages === undefined ? {} : { messages }),
    });
    return changed(deps);
  },
  'tokens/expire'(deps, given) {
    const appKey = optional(given, 'appKey', textOf);
    deps.world.tokens.expireAll(appKey);
    deps.world.grants.expireAll(appKey);
    return changed(deps);
  },
  'switches/set'(deps, given) {
    Object.assign(deps.world.switches, fieldsOf(recordOf(given, 'change'), switchReaders));
    return changed(deps);
  },
  'clock/pass'(deps, given) {
    const now = deps.world.clock.pass(numberOf(given, 'ms'));
    changed(deps);
    return { now };
  },
  'network/set'({ setNetwork }, given) {
    setNetwork(oneOf(given, 'mode', ['normal', 'slow', 'offline']));
    return {};
  },
  'faults/add': ({ world }, given) => ({ id: world.faults.add(readFault(given)) }),
  'faults/clear'({ world }, given) {
    world.faults.clear(optional(given, 'id', textOf));
    return {};
  },
};
