import { createCallbackCrypto, createStream, type DingTalkEvent, readEvent } from '@hongyan/dingtalk';
import type { CorpId, UserId } from '@hongyan/kit';
import { createCallback } from '../features/callback/feature.ts';
import { createWebSocketDoor } from '../platform/egress/web-socket.ts';
import type { Core, EventChannels, FeatureSet, MemberPorts } from './ports.ts';

/** Who else wants to know of an event. */
export interface EventListeners {
  /** These people became, or are no longer, administrators: their sessions of the console are looked at anew. */
  onAdminsChanged?(corpId: CorpId, userIds: readonly UserId[]): Promise<void>;
}

/** DingTalk's events, over both channels, plugged into the directory and whoever else listens. */
export function buildEventFeatures(
  core: Core,
  member: () => Pick<MemberPorts, 'directory'>,
  listeners: EventListeners = {},
): FeatureSet & { readonly channels: EventChannels } {
  const { clock, db, queue, events, vault, egress, apps } = core;

  /** Each is safe to repeat: when one of them fails, all are told again. */
  async function handle(corpId: CorpId, event: DingTalkEvent): Promise<void> {
    await member().directory.handleEvent(corpId, event);
    if (event.kind === 'admin') await listeners.onAdminsChanged?.(corpId, event.userIds);
  }

  const callback = createCallback({
    clock,
    db,
    queue,
    events,
    vault,
    apps,
    log: core.log.child({ feature: 'callback' }),
    handle,
    door: {
      createCrypto: (secrets) => createCallbackCrypto(secrets, { clock }),
      readEvent,
      openStream(app, handlers) {
        // A stand-in's address was set by the operator and may be private; DingTalk's own never is.
        const allowPrivate = !/(^|\.)dingtalk\.com$/.test(new URL(app.apiUrl).hostname);
        return createStream({
          credential: app,
          http: (request) => egress.request({ ...request, allowPrivate }),
          socket: createWebSocketDoor(egress, { allowPrivate }),
          clock,
          ...handlers,
        });
      },
    },
  });

  return {
    routes: callback.routes,
    channels: { state: callback.state },
    start: callback.start,
    stop: callback.stop,
  };
}
