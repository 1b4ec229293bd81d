import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Check, Finding, Patient } from '../ports.ts';
import { advice, failed, passed, warning } from '../words.ts';

const waitMs = 8_000;
const soonDays = 14;

/** The address under which phones and DingTalk reach us. */
export const publicUrl: Check = {
  name: { zh: '公网地址', en: 'Public address' },
  step: 2,
  async run({ deps, app }) {
    const url = new URL(app.publicUrl);
    if (isLoopback(url.hostname))
      return warning(`${url.origin} 只有本机能打开。`, `${url.origin} opens on this machine only.`, {
        ...advice(
          '正式使用前请设置 HONGYAN_PUBLIC_URL 为 https 公网地址。',
          'Before others use it, set HONGYAN_PUBLIC_URL to a public https address.',
        ),
      });
    if (url.protocol !== 'https:')
      return failed(`${url.origin} 不是 https。`, `${url.origin} is not https.`, {
        ...advice(
          '绑定邮箱要在浏览器里加密，必须用 https。请在前面放一个带证书的反向代理。',
          'Binding encrypts in the browser and needs https. Put a reverse proxy with a certificate in front.',
        ),
      });
    // Our own address may be private; one that an administrator typed is never a way into the operator's network.
    const allowPrivate = app.publicUrl === deps.publicUrl();
    try {
      const answer = await deps.egress.request({
        method: 'GET',
        url: `${url.origin}/healthz`,
        timeoutMs: waitMs,
        maxBytes: 4_096,
        allowPrivate,
      });
      if (answer.status !== 200 || !Buffer.from(answer.body).toString('utf8').startsWith('hongyan '))
        return failed(`${url.origin} 回答的不是本服务。`, `Something else answers at ${url.origin}.`, {
          detail: `HTTP ${answer.status}`,
          ...advice('检查域名解析和反向代理。', 'Check the DNS record and the reverse proxy.'),
        });
      return await readCertificate(deps, url, allowPrivate);
    } catch (error) {
      return explainError(error, url);
    }
  },
};

async function readCertificate(deps: Patient['deps'], url: URL, allowPrivate: boolean): Promise<Finding> {
  const port = Number(url.port || 443);
  const socket = await deps.egress.dial({
    host: url.hostname,
    port,
    tls: true,
    tlsMode: 'modern',
    allowPrivate,
    connectTimeoutMs: waitMs,
  });
  const until = socket instanceof TLSSocket ? Date.parse(socket.getPeerCertificate().valid_to) : Number.NaN;
  socket.destroy();
  if (Number.isNaN(until)) return passed(`${url.origin} 可以打开。`, `${url.origin} answers.`);
  const days = Math.floor((until - deps.clock.now()) / 86_400_000);
  if (days < soonDays)
    return warning(`证书还有 ${days} 天到期。`, `The certificate ends in ${days} days.`, {
      ...advice('请尽快更新证书，到期后所有人都打不开。', 'Renew it: nobody can open the app after that.'),
    });
  return passed(
    `${url.origin} 可以打开，证书还有 ${days} 天。`,
    `${url.origin} answers; its certificate is good for ${days} days.`,
  );
}

function explainError(error: unknown, url: URL): Finding {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const detail = `${code} ${message}`.trim().slice(0, 300);
  if (/CERT|TLS|SSL|SELF_SIGNED|ALTNAME/.test(code))
    return failed('证书无法验证。', 'The certificate cannot be verified.', {
      detail,
      ...advice(
        '钉钉和手机都不会接受它。请换成受信任的证书，并带上中间证书。',
        'Neither DingTalk nor phones accept it. Use a trusted certificate with its whole chain.',
      ),
    });
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return failed(`${url.hostname} 没有解析到地址。`, `${url.hostname} has no address.`, {
      detail,
      ...advice('检查域名解析。', 'Check the DNS record.'),
    });
  // Many routers do not lead a machine back to its own public address: that alone proves nothing.
  return warning(`从本机打不开 ${url.origin}。`, `${url.origin} cannot be reached from this machine.`, {
    detail,
    ...advice(
      '请用手机的移动网络打开一次。能打开就没有问题：有些路由器不让内网访问自己的公网地址。',
      'Open it once on a phone’s mobile network. If that works all is well: some routers do not lead back to themselves.',
    ),
  });
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  host === '[::1]' ||
  (isIP(host) === 4 && host.startsWith('127.'));
