import type { DingTalkFailure } from '@hongyan/dingtalk';
import { consolePages } from './console-pages.ts';
import type { Finding, Patient } from './ports.ts';
import { advice, failed, notTested } from './words.ts';

/** DingTalk's own words, small. */
export const detailOf = (failure: DingTalkFailure): string => `${failure.code} ${failure.message}`.trim().slice(0, 300);

/** What a refusal means when it is not what the check is about: another check tells it better, this one could not be made. */
export function explain(failure: DingTalkFailure, { app }: Pick<Patient, 'app'>): Finding {
  const detail = detailOf(failure);
  switch (failure.kind) {
    case 'ip':
      return failed('钉钉拒绝了本服务器的地址。', 'DingTalk refuses this server’s address.', {
        detail,
        link: consolePages.apps,
        ...(failure.requestIp ? { copy: failure.requestIp } : {}),
        ...advice(
          '把这个 IP 加到应用的“安全设置 → 服务器出口IP”。',
          'Add this IP under Security settings → egress IPs.',
        ),
      });
    case 'permission': {
      const missing = failure.requiredScopes ?? [];
      return failed('应用缺少权限。', 'The app lacks a permission.', {
        detail,
        missing,
        link: missing[0] ? consolePages.permission(app.appKey, missing[0]) : consolePages.apps,
        ...advice('在“权限管理”里申请并开通。', 'Apply for it under Permission management.'),
      });
    }
    case 'token':
      return notTested(
        '钉钉不接受应用凭证，先修好“应用凭证”。',
        'DingTalk refuses the credentials: mend those first.',
        {
          detail,
        },
      );
    case 'quota':
      return notTested('本月的钉钉调用额度用完了。', 'This month’s DingTalk quota is used up.', { detail });
    case 'qps':
    case 'busy':
      if (isUnreachable(failure.code))
        return notTested('本机连不上钉钉。', 'DingTalk cannot be reached from this machine.', {
          detail,
          ...openTheWay,
        });
      return notTested('钉钉暂时没有回答，请稍后再试。', 'DingTalk does not answer at the moment; try again later.', {
        detail,
      });
    default:
      return failed('钉钉没有接受这个请求。', 'DingTalk did not accept the request.', { detail });
  }
}

/** No answer at all: the code is that of a socket or of the name service. */
export const isUnreachable = (code: string): boolean => /^(E[A-Z_]+|UND_ERR_[A-Z_]+)( |$)/.test(code);

export const openTheWay = advice(
  '检查本机的域名解析和防火墙：要能访问 oapi.dingtalk.com 和 api.dingtalk.com 的 443 端口。',
  'Check this machine’s DNS and firewall: it has to reach port 443 of oapi.dingtalk.com and api.dingtalk.com.',
);
