import { err, ok, type UserId } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, objectsField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import { toMicroApp } from './micro-app.ts';
import type { MicroApp } from './types.ts';

/** `GET /v1.0/microApp/allInnerApps` (dingtalk-api.md §5.8). */
export const listApps = (app: Caller): Promise<DingTalkResult<readonly MicroApp[]>> =>
  readList(app, '/v1.0/microApp/allInnerApps', '/v1.0/microApp/allInnerApps');

/** `GET /v1.0/microApp/users/{userId}/apps` (§5.8): every app that this member can see. */
export const listAppsOfUser = (app: Caller, userId: UserId): Promise<DingTalkResult<readonly MicroApp[]>> =>
  readList(app, `/v1.0/microApp/users/${encodeURIComponent(userId)}/apps`, '/v1.0/microApp/users/{userId}/apps');

async function readList(app: Caller, path: string, api: string): Promise<DingTalkResult<readonly MicroApp[]>> {
  const answer = await app.call({ family: 'new', method: 'GET', path, api, isRead: true });
  if (!answer.ok) return err(answer.error);
  const list = objectsField(answer.value, 'appList');
  if (!list) return badShape('a list of apps without a list');
  return ok(list.map(toMicroApp).filter((one) => one !== undefined));
}
