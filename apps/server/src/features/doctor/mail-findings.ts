import type { Finding } from './ports.ts';
import { advice, failed, passed, warning } from './words.ts';

const soonDays = 14;

/** What became of one mail server. */
export type ServerLook =
  | { readonly kind: 'ok'; readonly where: string; readonly days: number | undefined; readonly can: readonly string[] }
  | { readonly kind: 'failed'; readonly where: string; readonly error: unknown };

/** Several servers as one finding: the worst decides. */
export function toFinding(looks: readonly ServerLook[]): Finding {
  const broken = looks.find((look) => look.kind === 'failed');
  if (broken?.kind === 'failed') return explainServer(broken.where, broken.error);
  const good = looks.filter((look) => look.kind === 'ok');
  const days = Math.min(...good.map((look) => look.days ?? Number.POSITIVE_INFINITY));
  const where = good.map((look) => look.where).join('、');
  const can = [...new Set(good.flatMap((look) => look.can))].join(' ');
  if (days < soonDays)
    return warning(`${where} 的证书还有 ${days} 天到期。`, `The certificate of ${where} ends in ${days} days.`, {
      ...advice('请提醒邮件系统的管理员更新证书。', 'Tell whoever runs the mail system.'),
    });
  const forDays = {
    zh: Number.isFinite(days) ? `，证书还有 ${days} 天` : '',
    en: Number.isFinite(days) ? `; certificate for ${days} days` : '',
  };
  return passed(`${where} 正常${forDays.zh}。`, `${where} answers${forDays.en}.`, { detail: can.slice(0, 300) });
}

function explainServer(where: string, error: unknown): Finding {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const detail = `${code} ${message}`.trim().slice(0, 300);
  if (/CERT|SELF_SIGNED|ALTNAME|UNABLE_TO/.test(code))
    return failed(`${where} 的证书无法验证。`, `The certificate of ${where} cannot be verified.`, {
      detail,
      ...advice(
        '主机名是否与证书一致？内网服务器请换成受信任的证书。',
        'Does the host name fit the certificate? On-premise servers need a trusted one.',
      ),
    });
  if (code === 'EGRESS_BLOCKED')
    return failed(`${where} 是内网地址。`, `${where} is a private address.`, {
      detail,
      ...advice(
        '服务器在内网的，请在编辑应用里勾选“邮件服务器在内网”。',
        'If the server is on your premises, say so when you edit the app.',
      ),
    });
  if (/PROTOCOL|SSL|TLS/.test(code))
    return failed(`${where} 的 TLS 谈不拢。`, `TLS with ${where} does not come about.`, {
      detail,
      ...advice(
        '端口和加密方式对吗？很旧的服务器可以在编辑应用里勾选“允许旧的加密方式”。',
        'Are port and encryption right? For very old servers tick “Allow old encryption” when you edit the app.',
      ),
    });
  return failed(`连不上 ${where}。`, `${where} cannot be reached.`, {
    detail,
    ...advice(
      '检查主机名和端口，以及服务器的防火墙是否允许本机外连。',
      'Check host and port, and whether this machine’s firewall lets it out.',
    ),
  });
}
