import type { Subscription } from '../../stream/tickets.ts';
import { type PlatformCall, says, text } from '../call.ts';
import { type Answer, failNew, okNew } from '../errors.ts';

const about = says('打开 Stream 连接', 'Open a Stream connection');

/** A ticket for one Stream connection (dingtalk-api.md §7.1). Who does not ask for JSON gets XML. */
export const openConnection: PlatformCall = {
  family: 'new',
  method: 'POST',
  path: '/v1.0/gateway/connections/open',
  counted: false,
  needsToken: false,
  run({ world, body, headers }) {
    const asksJson = (headers.accept ?? '').includes('application/json');
    const told = (answer: Answer) => ({
      answer: asksJson ? answer : { ...answer, text: { type: 'application/xml', body: toXml(answer.json) } },
      about,
    });
    const app = world.apps.get(text(body.clientId));
    if (!app || app.appSecret !== body.clientSecret) return told(failNew(401, 'authFailed', '鉴权失败'));
    const subscriptions = readSubscriptions(body.subscriptions);
    if (!subscriptions) return told(failNew(400, 'invalidParameter.subscriptions', '不合法的subscriptions'));
    const ticket = world.events.stream.tickets.issue(app.appKey, subscriptions);
    return told(okNew({ endpoint: `ws://${headers.host ?? '127.0.0.1'}/connect`, ticket }));
  },
};

/** Event topics must be `*`: which events come is chosen in the console. */
function readSubscriptions(value: unknown): Subscription[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read: Subscription[] = [];
  for (const one of value as { type?: unknown; topic?: unknown }[]) {
    if (typeof one?.type !== 'string' || typeof one.topic !== 'string') return undefined;
    if (one.type === 'EVENT' && one.topic !== '*') return undefined;
    read.push({ type: one.type, topic: one.topic });
  }
  return read;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

const toXml = (json: Readonly<Record<string, unknown>>): string =>
  `<?xml version="1.0" encoding="UTF-8"?><Response>${Object.entries(json)
    .map(([key, value]) => `<${key}>${String(value).replace(/[&<>]/g, (sign) => escapes[sign]!)}</${key}>`)
    .join('')}</Response>`;
