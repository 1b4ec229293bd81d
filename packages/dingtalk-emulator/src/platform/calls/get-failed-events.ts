import { type PlatformCall, says } from '../call.ts';
import { okOld } from '../errors.ts';

/** Pushed events that three tries could not deliver, 200 at a time (dingtalk-api.md §6.4). */
export const getFailedEvents: PlatformCall = {
  family: 'old',
  method: 'GET',
  path: '/call_back/get_call_back_failed_result',
  counted: true,
  needsToken: true,
  permission: 'qyapi_base',
  run({ world, app }) {
    const { events, hasMore } = world.events.failed.read(app!.appKey, world.switches.failedListConsumes);
    return {
      answer: okOld({ has_more: hasMore, failed_list: events }),
      about: says(`推送失败的事件 ${events.length} 个`, `${events.length} events that could not be pushed`),
    };
  },
};
