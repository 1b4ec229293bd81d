import type { paths } from '@hongyan/contract';

// The contract gives types only to the browser: values are written down here and checked against it.
const qrStart: typeof paths.qrStart = '/miniapp/dingding/qr/start';
/** Its API. */
export const apiRoot: typeof paths.adminApi = '/api/v1/admin';

/** Begins a sign-in on DingTalk's own page, which leads back to the console. */
export const qrStartUrl = (corpId: string): string => `${qrStart}?${new URLSearchParams({ corpId, to: 'admin' })}`;

/** DingTalk's developer console, its list of apps (vendor guide, step 1). */
export const developerConsole = 'https://open-dev.dingtalk.com/fe/app#/corp/app';

/** Where DingTalk's pushes come from (dingtalk-api.md §6.1). */
export const dingTalkRanges: readonly string[] = ['203.119.0.0/16', '140.205.0.0/16', '106.11.0.0/16', '198.11.0.0/16'];
