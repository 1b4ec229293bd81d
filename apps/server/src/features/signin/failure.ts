import type { DingTalkFailure } from '@hongyan/dingtalk';
import { AppError, type ErrorCode } from '@hongyan/kit';

// dingtalk-api.md §2.2: unknown, expired or used code; code missing in the older flows.
const codeRefused = new Set(['40078', '41026', '40091']);
const outsideScope = new Set(['40079', '50002']);

const codeOfKind: Readonly<Record<DingTalkFailure['kind'], ErrorCode>> = {
  token: 'dingtalk.token',
  permission: 'dingtalk.permission',
  ip: 'dingtalk.ip',
  qps: 'dingtalk.qps',
  quota: 'dingtalk.quota',
  scope: 'session.outside_scope',
  notfound: 'dingtalk.not_found',
  param: 'dingtalk.param',
  busy: 'dingtalk.busy',
};

/** Why DingTalk would not tell us who the code belongs to, as the error that the member sees. */
export function toSignInError(failure: DingTalkFailure): AppError {
  if (codeRefused.has(failure.code)) return new AppError('session.code_invalid');
  if (outsideScope.has(failure.code)) return new AppError('session.outside_scope');
  const detail =
    failure.kind === 'ip' && failure.requestIp
      ? failure.requestIp
      : failure.requiredScopes?.length
        ? failure.requiredScopes.join(', ')
        : `${failure.code} ${failure.message}`.trim().slice(0, 300);
  return new AppError(codeOfKind[failure.kind], { detail, retryAfterMs: failure.retryAfterMs });
}
