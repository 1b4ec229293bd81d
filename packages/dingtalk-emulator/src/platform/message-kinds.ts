import type { Media, MediaType } from '../state/media.ts';
import { type Answer, flat } from './errors.ts';

type Part = Readonly<Record<string, unknown>>;
type Check = (part: Part, media: Media) => Answer | undefined;

const maxTitle = 64;
const missing = (name: string): Answer => flat(40035, `不合法的参数：${name}`);
const tooLong = (name: string): Answer => flat(45002, `${name}超过长度限制`);

/** The first refusal of a row of checks. */
const first = (...refusals: (Answer | undefined)[]): Answer | undefined => refusals.find((one) => one !== undefined);

const required = (part: Part, name: string, max = Number.POSITIVE_INFINITY): Answer | undefined => {
  const value = part[name];
  if (typeof value !== 'string' || value === '') return missing(name);
  return value.length > max ? tooLong(name) : undefined;
};
const optional = (part: Part, name: string, max: number): Answer | undefined =>
  typeof part[name] === 'string' && part[name].length > max ? tooLong(name) : undefined;

/** §3.3: an address that may stand in a message; another one is of an unsafe domain. */
const address = (part: Part, name: string, max?: number): Answer | undefined =>
  required(part, name, max) ??
  (/^(https?|dingtalk|eapp):\/\/\S+$/i.test(String(part[name])) ? undefined : flat(40048, '不合法的url：域名不安全'));

/** A message that is one uploaded file. */
const medium =
  (type: MediaType, emptyCode: number, words: string): Check =>
  (part, media) => {
    if (typeof part.media_id !== 'string' || part.media_id === '') return flat(emptyCode, words);
    return media.get(part.media_id)?.type === type ? undefined : flat(40007, '不合法的媒体文件id');
  };

/** The duration is text, and under 60 s. */
const voice: Check = (part, media) => {
  const seconds = typeof part.duration === 'string' ? Number(part.duration) : Number.NaN;
  return (
    medium('voice', 34011, '语音消息内容为空')(part, media) ??
    (seconds > 0 && seconds < 60 ? undefined : missing('duration'))
  );
};

const link: Check = (part) => {
  if (Object.keys(part).length === 0) return flat(34009, '链接消息内容为空');
  return first(
    address(part, 'messageUrl'),
    required(part, 'picUrl'),
    required(part, 'title', maxTitle),
    required(part, 'text', 5000),
  );
};

/** Either one button over the whole card, or a list of them. */
const actionCard: Check = (part) => {
  const head = first(optional(part, 'title', maxTitle), required(part, 'markdown', 5000));
  if (head) return head;
  const list = typeof part.btn_json_list === 'string' ? parseList(part.btn_json_list) : part.btn_json_list;
  if (list === undefined) return first(required(part, 'single_title', 20), address(part, 'single_url', 500));
  if (!Array.isArray(list) || list.length === 0) return missing('btn_json_list');
  if (JSON.stringify(list).length > 1000) return tooLong('btn_json_list');
  if (part.btn_orientation !== '0' && part.btn_orientation !== '1') return missing('btn_orientation');
  return first(
    ...list.map((button: unknown) => {
      const fields = button !== null && typeof button === 'object' ? (button as Part) : {};
      return first(required(fields, 'title', 20), address(fields, 'action_url', 700));
    }),
  );
};

/** What an OA message must have (§3.3): address, head with an eight-digit colour, body. */
const oa: Check = (part) => {
  const head = (part.head ?? {}) as Part;
  const body = part.body;
  const colour = typeof head.bgcolor === 'string' && /^[0-9a-f]{8}$/i.test(head.bgcolor);
  return first(
    address(part, 'message_url'),
    part.pc_message_url === undefined ? undefined : address(part, 'pc_message_url'),
    typeof head.text === 'string' ? undefined : missing('head.text'),
    colour ? undefined : missing('head.bgcolor'),
    body !== null && typeof body === 'object' ? optional(body as Part, 'title', maxTitle) : missing('body'),
  );
};

/** How each kind of work notification is checked (dingtalk-api.md §3.3). What is merely advised is not enforced. */
export const messageKinds: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['text', (part) => required(part, 'content', 5000)],
  ['image', medium('image', 34008, '图片消息内容为空')],
  ['voice', voice],
  ['file', medium('file', 34010, '文件消息内容为空')],
  ['link', link],
  ['markdown', (part) => first(required(part, 'title', maxTitle), required(part, 'text', 5000))],
  ['action_card', actionCard],
  ['oa', oa],
]);

function parseList(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
