import type { Apps, Core, MemberPorts } from './ports.ts';

/** A paused corp is sent no notices: they wait, and go out when it is resumed. */
export const silentWhilePaused = (core: Core): Core => ({
  ...core,
  dingtalk: async (corpId) => ((await core.apps.get(corpId))?.paused ? undefined : core.dingtalk(corpId)),
});

/** No mailbox of a paused corp is watched. What is bound stays bound, and the index stays as it is. */
export const unwatchedWhilePaused = (apps: Apps, ports: MemberPorts): MemberPorts => ({
  ...ports,
  accounts: {
    ...ports.accounts,
    list: async (corpId) => ((await apps.get(corpId))?.paused ? [] : ports.accounts.list(corpId)),
  },
});
