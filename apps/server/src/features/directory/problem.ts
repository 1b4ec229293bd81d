import type { DingTalkFailure } from '@hongyan/dingtalk';
import { AppError, type ErrorCode, errorCodes, type Text2 } from '@hongyan/kit';

const codeOfKind: Readonly<Record<DingTalkFailure['kind'], ErrorCode>> = {
  token: 'dingtalk.token',
  permission: 'dingtalk.permission',
  ip: 'dingtalk.ip',
  qps: 'dingtalk.qps',
  quota: 'dingtalk.quota',
  scope: 'dingtalk.scope',
  notfound: 'dingtalk.not_found',
  param: 'dingtalk.param',
  busy: 'dingtalk.busy',
};

/** What stopped us, as it is stored and shown: a code of ours and what helps to mend it. */
export interface Problem {
  readonly code: ErrorCode | typeof foreignCode;
  readonly detail?: string;
}

/** The platform's refusal as a problem. */
export function toProblem(failure: DingTalkFailure): Problem {
  const detail =
    failure.kind === 'ip' && failure.requestIp
      ? failure.requestIp
      : failure.requiredScopes?.length
        ? failure.requiredScopes.join(', ')
        : failure.code;
  return { code: codeOfKind[failure.kind], detail };
}

/** The same as an error that lets a job be tried again. */
export const toError = (failure: DingTalkFailure): AppError =>
  new AppError(codeOfKind[failure.kind], { detail: failure.code, retryAfterMs: failure.retryAfterMs });

/** Nobody was taken for gone, because the platform's answers looked like those about another company. */
export const foreignCode = 'directory.foreign';

const own: Readonly<Record<string, Text2>> = {
  [foreignCode]: {
    zh: '钉钉说大部分成员都不存在，而且应用凭证不能证明属于本企业。没有改动任何人；请核对 CorpId、AppKey 与 AppSecret 后再同步。',
    en: 'DingTalk knows most members no longer, and the credentials do not prove to be this organisation’s. Nobody was touched; check CorpId, AppKey and AppSecret, then sync again.',
  },
};

/** A stored problem in words: what stopped, that the copy is safe, and that it goes on by itself. */
export function problemText(code: string, detail: string | null): Text2 {
  const text = own[code];
  if (text) return text;
  const { zh, en } =
    (errorCodes as Readonly<Record<string, { what: Text2 }>>)[code]?.what ?? errorCodes['internal.error'].what;
  const more = detail ? { zh: `（${detail}）`, en: ` (${detail})` } : { zh: '', en: '' };
  return {
    zh: `${zh}${more.zh}已有的通讯录不受影响，稍后会自动再试。`,
    en: `${en}${more.en} The directory that is here stays as it is; we will try again by ourselves.`,
  };
}
