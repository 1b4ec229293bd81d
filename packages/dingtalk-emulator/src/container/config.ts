import { createHash } from 'node:crypto';
import type { EmulatorApp } from '../model.ts';
import { listParam, textParam } from './params.ts';
import type { BridgeReply, ContainerCall } from './types.ts';

/** What checking a page's `dd.config` needs. */
export interface ConfigPorts {
  readonly corpId: string;
  readonly apps: readonly EmulatorApp[];
  readonly acceptSha1: boolean;
  /** The app's ticket that is good now. */
  ticket(appKey: string): string | undefined;
  isAppOrigin(app: EmulatorApp, origin: string): boolean;
}

const failed = (errorCode: string, errorMessage: string): BridgeReply => ({ kind: 'fail', errorCode, errorMessage });

/**
 * Judges `dd.config` (dingtalk-api.md §2.4): the methods that the page may call from now on, or the documented failure. The
 * address is the page's own without its fragment; what the page says about itself is not believed.
 */
export function judgeConfig(
  { params, pageUrl }: Pick<ContainerCall, 'params' | 'pageUrl'>,
  ports: ConfigPorts,
): { readonly granted: readonly string[] } | BridgeReply {
  if (params.corpId !== ports.corpId) return failed('52010', '无效的corpId');
  const app = ports.apps.find((one) => String(one.agentId) === String(params.agentId ?? ''));
  if (!app) return failed('52019', '无效的agentId');
  if (app.published === false) return failed('52021', '应用未授权');
  const url = pageUrl.replace(/#.*$/s, '');
  if (!URL.canParse(url) || !ports.isAppOrigin(app, new URL(url).origin)) return failed('52014', '无效的URL');
  const nonce = textParam(params, 'nonceStr');
  if (!nonce) return failed('52015', '无效的随机字符串');
  const time = String(params.timeStamp ?? '');
  if (!/^\d{10,13}$/.test(time)) return failed('52018', '无效的时间戳');
  const signature = textParam(params, 'signature').toLowerCase();
  if (!/^[0-9a-f]{40}$|^[0-9a-f]{64}$/.test(signature)) return failed('52016', '无效的签名');
  if (!Array.isArray(params.jsApiList)) return failed('52017', '无效的jsApiList');
  const ticket = ports.ticket(app.appKey);
  if (!ticket) return failed('52011', '读取jsapi_ticket失败');
  const plain = `jsapi_ticket=${ticket}&noncestr=${nonce}&timestamp=${time}&url=${decodeQuery(url)}`;
  const hashes = ports.acceptSha1 ? ['sha256', 'sha1'] : ['sha256'];
  const isRight = hashes.some((name) => createHash(name).update(plain).digest('hex') === signature);
  if (!isRight) return failed('52013', '签名校验失败');
  return { granted: listParam(params, 'jsApiList').map(String) };
}

/** Scheme, host and path as they are; the query decoded as Java's `URLDecoder` does it, `+` being a space. */
export function decodeQuery(url: string): string {
  const at = url.indexOf('?');
  if (at === -1) return url;
  const query = url.slice(at + 1).replaceAll('+', ' ');
  try {
    return `${url.slice(0, at)}?${decodeURIComponent(query)}`;
  } catch {
    return `${url.slice(0, at)}?${query}`;
  }
}

/** What each load of each page has been granted. */
export interface GrantedApis {
  /** A later `dd.config` of the same page load changes nothing. */
  grant(key: string, methods: readonly string[]): void;
  has(key: string, method: string): boolean;
  forget(key: string): void;
}

export function createGrantedApis(): GrantedApis {
  const kept = 1000;
  const held = new Map<string, ReadonlySet<string>>();
  return {
    grant(key, methods) {
      held.delete(key);
      held.set(key, new Set(methods.map((method) => method.replace(/^dd\./, ''))));
      if (held.size > kept) held.delete(held.keys().next().value!);
    },
    has: (key, method) => held.get(key)?.has(method) ?? false,
    forget: (key) => void held.delete(key),
  };
}

/** One page load, or, where nobody tells loads apart, everything under the page's origin on this device. */
export function pageKey({ person, device, pageUrl, pageId }: ContainerCall): string {
  const page = pageId ?? (URL.canParse(pageUrl) ? new URL(pageUrl).origin : '');
  return `${person.userId} ${device} ${page}`;
}
