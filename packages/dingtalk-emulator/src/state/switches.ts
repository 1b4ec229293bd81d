import type { UnsureSwitches } from '../model.ts';

/** What the documents do not settle, as the platform plays it now. */
export type Switches = { -readonly [K in keyof UnsureSwitches]: UnsureSwitches[K] };

export const defaultSwitches: UnsureSwitches = {
  emptyIpListRefuses: false,
  tokenCallsCheckIp: false,
  dayBoundary: 'calendar',
  linksCountAsContent: true,
  acceptSha1: false,
  signatureNames: 'both',
  eventForm: 'documented',
  gatewayForm: 'sub_code',
  failedListConsumes: true,
  statusBarHours: 168,
  permissionsAtOnce: true,
  redirectMatch: 'origin',
  laterSeconds: 60,
  redirectHasCode: true,
};
