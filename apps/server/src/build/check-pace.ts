import type { ProviderProfile } from '@hongyan/mail';

/** A profile whose server is asked for news, or for a sign of life, at least every `checkMs`; never less often than it wants. */
export const withCheckPace = (profile: ProviderProfile, checkMs: number | undefined): ProviderProfile =>
  checkMs === undefined
    ? profile
    : {
        ...profile,
        pollMs: Math.min(profile.pollMs, checkMs),
        idleRenewMs: Math.min(profile.idleRenewMs, checkMs),
      };
