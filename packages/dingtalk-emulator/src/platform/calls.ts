import type { PlatformCall } from './call.ts';
import { accessToken } from './calls/access-token.ts';
import { asyncSend } from './calls/async-send.ts';
import { corpToken } from './calls/corp-token.ts';
import { getSendProgress } from './calls/get-send-progress.ts';
import { getSendResult } from './calls/get-send-result.ts';
import { getUser } from './calls/get-user.ts';
import { getUserInfo } from './calls/get-user-info.ts';
import { gettoken } from './calls/gettoken.ts';
import { recall } from './calls/recall.ts';
import { updateStatusBar } from './calls/update-status-bar.ts';

/** Every call that is served; all others are unknown in the documented way. */
const platformCalls: readonly PlatformCall[] = [
  gettoken,
  accessToken,
  corpToken,
  getUserInfo,
  getUser,
  asyncSend,
  getSendProgress,
  getSendResult,
  updateStatusBar,
  recall,
];

/** The call at this path, and the corp in it if the path holds one. */
export function findCall(
  family: 'old' | 'new',
  path: string,
): { call: PlatformCall; corpId: string | undefined } | undefined {
  for (const call of platformCalls) {
    if (call.family !== family) continue;
    if (call.path === path) return { call, corpId: undefined };
    const [before, after] = call.path.split('{corpId}');
    if (after === undefined || !path.startsWith(before!) || !path.endsWith(after)) continue;
    const corpId = path.slice(before!.length, path.length - after.length);
    if (corpId && !corpId.includes('/')) return { call, corpId: decodeURIComponent(corpId) };
  }
  return undefined;
}
