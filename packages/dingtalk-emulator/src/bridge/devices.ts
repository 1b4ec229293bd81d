import type { Device } from '../types.ts';

/** The client version that every device pretends to be. */
export const clientVersion = '7.8.10';

export const devices: readonly Device[] = ['ios', 'android', 'pc-win', 'pc-mac'];

export const isPhone = (device: Device): boolean => device === 'ios' || device === 'android';

/** User agents in the form of real ones (dingtalk-api.md §2.6). */
export const userAgents: Readonly<Record<Device, string>> = {
  ios: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22F76 AliApp(DingTalk/${clientVersion}) com.laiwang.DingTalk/46766536 Channel/201200 language/zh-Hans-CN UT4Aplus/0.0.6 WK`,
  android: `Mozilla/5.0 (Linux; U; Android 14; zh-CN; PGT-AN10 Build/HONORPGT-AN10) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0.4896.58 UWS/5.12.3.0 Mobile Safari/537.36 AliApp(DingTalk/${clientVersion}) com.alibaba.android.rimet/46766536 Channel/700159 language/zh-CN UT4Aplus/0.2.25 colorScheme/light`,
  'pc-win': `Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/108.0.5359.125 Safari/537.36 dingtalk-win/1.0.0 nw(0.14.7) DingTalk(${clientVersion}-Release.250724002) Mojo/1.0.0 Native AppType(release) Channel/201200 Architecture/x86_64`,
  'pc-mac': `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) DingTalk(${clientVersion}-macOS-x64) nw Channel/201200`,
};
