import { type CallMeter, createDingTalk, type DingTalkApp } from '@hongyan/dingtalk';
import type { Clock, CorpId } from '@hongyan/kit';
import type { Dial } from '@hongyan/mail';
import { createAppTokenStore } from '../features/apps/token-store.ts';
import type { Db } from '../platform/db/types.ts';
import type { Egress } from '../platform/egress/types.ts';
import type { Events } from '../platform/events/types.ts';
import { createRateLimiter } from '../platform/rate/rate-limiter.ts';
import type { Vault } from '../platform/vault/types.ts';
import type { AppRecord, Apps, MailServiceRecord } from './ports.ts';

/** The DingTalk calls of each corp's app: one client and one token store for each, so that nothing crosses between corps.
 * All processes share their turns. */
export function createDingTalkByCorp(deps: {
  apps: Apps;
  db: Db;
  vault: Vault;
  events: Events;
  egress: Egress;
  clock: Clock;
  /** Absent: nothing is counted. */
  meter?: CallMeter;
}) {
  const rate = createRateLimiter(deps);
  const clients = new Map<CorpId, { record: AppRecord; client: DingTalkApp }>();
  deps.events.subscribe('app.changed', ({ corpId }) => void clients.delete(corpId));
  return async (corpId: CorpId): Promise<DingTalkApp | undefined> => {
    const record = await deps.apps.get(corpId);
    const known = clients.get(corpId);
    if (!record || known?.record === record) return known && record ? known.client : undefined;
    const create = createDingTalk({
      http: (request) => deps.egress.request({ ...request, allowPrivate: !isDingTalk(request.url) }),
      tokens: createAppTokenStore(deps, corpId),
      clock: deps.clock,
      rate,
      ...(deps.meter ? { meter: deps.meter } : {}),
    });
    const client = create(record);
    clients.set(corpId, { record, client });
    return client;
  };
}

// A stand-in's address was set by the operator and may be private; DingTalk's own never is.
const isDingTalk = (url: string): boolean => /(^|\.)dingtalk\.com$/.test(new URL(url).hostname);

/** A dialler under a mail service's policy (design §5.15). */
export function createMailDial(egress: Egress, service: MailServiceRecord): Dial {
  const policy = { allowPrivate: service.onPremise, tlsMode: service.tlsMode };
  const dial = (target: Parameters<Dial>[0]) => egress.dial({ ...policy, ...target });
  return Object.assign(dial, {
    upgrade: (socket: Parameters<Dial['upgrade']>[0], { host }: { host: string }) =>
      egress.upgrade(socket, { ...policy, host }),
  });
}
