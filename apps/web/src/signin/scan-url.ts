import type { paths } from '@hongyan/contract';
import { boot, corpId, noticeId } from '../boot.ts';
import { host } from '../dingtalk/current.ts';

// The contract gives types only to the browser: the value is written down here and checked against it.
const qrStart: typeof paths.qrStart = '/miniapp/dingding/qr/start';

/** Where a person in an ordinary browser signs in by scanning a code; the notice that they came for goes along. */
export function scanUrl(): string | undefined {
  if (host.kind !== 'browser' || !corpId || boot.problem) return undefined;
  return `${qrStart}?${new URLSearchParams({ corpId, to: 'app', ...(noticeId ? { n: noticeId } : {}) })}`;
}
