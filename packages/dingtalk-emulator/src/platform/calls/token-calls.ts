import type { PlatformCall } from '../call.ts';
import { accessToken } from './access-token.ts';
import { corpToken } from './corp-token.ts';
import { getUserInfo } from './get-user-info.ts';
import { gettoken } from './gettoken.ts';

/** Tokens of apps, and sign-in inside DingTalk (dingtalk-api.md §1, §2). */
export const tokenCalls: readonly PlatformCall[] = [gettoken, accessToken, corpToken, getUserInfo];
