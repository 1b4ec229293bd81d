/** Pages of DingTalk's developer console (vendor guide, step 1; dingtalk-api.md §5.7). */
export const consolePages = {
  apps: 'https://open-dev.dingtalk.com/fe/app#/corp/app',
  /** Asks for one permission of one app. */
  permission: (appKey: string, scope: string): string =>
    `https://open-dev.dingtalk.com/appscope/apply?content=${encodeURIComponent(`${appKey}#${scope}`)}`,
  quota: 'https://open-dev.dingtalk.com/',
} as const;
