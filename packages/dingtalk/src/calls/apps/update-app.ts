import { err, ok } from '@hongyan/kit';
import type { Caller } from '../../caller.ts';
import { badShape, flagField } from '../../fields.ts';
import type { DingTalkResult } from '../../types.ts';
import type { MicroApps } from './types.ts';

/** `PUT /v1.0/microApp/apps/{agentId}` (dingtalk-api.md §5.8). What is not given stays as it is. */
export async function updateApp(
  app: Caller,
  change: Parameters<MicroApps['update']>[0],
): Promise<DingTalkResult<void>> {
  const answer = await app.call({
    family: 'new',
    method: 'PUT',
    path: `/v1.0/microApp/apps/${app.credential.agentId}`,
    api: '/v1.0/microApp/apps/{agentId}',
    body: {
      json: {
        opUnionId: change.operator,
        homepageLink: change.homeUrl,
        pcHomepageLink: change.pcHomeUrl,
        ipWhiteList: change.ipWhiteList,
      },
    },
  });
  if (!answer.ok) return err(answer.error);
  return flagField(answer.value, 'result') ? ok(undefined) : badShape('the app was not changed');
}
