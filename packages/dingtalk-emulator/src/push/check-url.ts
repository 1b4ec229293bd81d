import type { EventSettings, UnsureSwitches } from '../model.ts';
import { type PushProblem, tryPush } from './try.ts';

/** A problem in words for the person at the developer console. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/**
 * What the developer console does when push settings are saved (dingtalk-api.md §6, §6.3): checks their form, then sends
 * `check_url` and demands the encrypted `success`. Undefined: all is well.
 */
export async function checkUrl(
  settings: EventSettings,
  appKey: string,
  deps: { readonly now: () => number; readonly switches: UnsureSwitches; readonly deadlineMs?: number },
): Promise<Words | undefined> {
  const { url = '', token = '', aesKey = '' } = settings;
  if (!/^[A-Za-z0-9]{3,32}$/.test(token)) {
    return { zh: '签名 token 须为 3–32 位英文字母或数字', en: 'The token must be 3 to 32 letters or digits' };
  }
  if (!/^[A-Za-z0-9]{43}$/.test(aesKey)) {
    return { zh: '加密 aes_key 须为 43 位英文字母或数字', en: 'The aes_key must be 43 letters or digits' };
  }
  const { problem, status } = await tryPush({
    url,
    keys: { token, aesKey, owner: appKey },
    body: JSON.stringify({ EventType: 'check_url' }),
    timestamp: String(deps.now()),
    names: deps.switches.signatureNames,
    ...(deps.deadlineMs === undefined ? {} : { deadlineMs: deps.deadlineMs }),
  });
  return problem && pushWords(problem, status);
}

/** What each problem means, and where to look. */
export function pushWords(problem: PushProblem, status: number): Words {
  switch (problem) {
    case 'bad_url':
      return { zh: '请求网址不是合法的 http(s) 地址', en: 'The request URL is not a valid http(s) address' };
    case 'unreachable':
      return { zh: '请求网址无法访问：连接失败', en: 'The request URL cannot be reached: connecting failed' };
    case 'timeout':
      return { zh: '请求网址在 2.5 秒内没有返回', en: 'The request URL gave no answer within 2.5 seconds' };
    case 'not_200':
      return { zh: `返回的 HTTP 状态码是 ${status}，不是 200`, en: `It answered HTTP ${status} instead of 200` };
    case 'not_encrypted':
      return {
        zh: '返回内容不是加密的 JSON，或 aes_key 不一致',
        en: 'The answer is not encrypted JSON, or the aes_key differs',
      };
    case 'wrong_signature':
      return { zh: '返回内容的签名不正确：请检查 token', en: 'The signature of the answer is wrong: check the token' };
    case 'wrong_owner':
      return { zh: '返回内容的归属（AppKey）不正确', en: 'The answer belongs to another owner (AppKey)' };
    case 'not_success':
      return { zh: '返回内容解密后不是 success', en: 'The answer, decrypted, is not “success”' };
    case 'refused':
      return {
        zh: '请求网址无法访问：连接被拒绝，服务没有在该端口监听',
        en: 'The request URL refused the connection: nothing listens there',
      };
  }
}
