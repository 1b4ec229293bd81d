import { type CorpId, parseCorpId } from '@hongyan/kit';
import { findMistaken } from './mistaken-values.ts';
import { type FormProblem, problem } from './problems.ts';
import type { MailService, NewApp } from './types.ts';

/** What the registration asks of the mail library. */
export interface MailCatalogue {
  providerById(id: string): { readonly imap?: string; readonly smtp?: string } | undefined;
  parseServerAddress(
    url: string,
  ): { readonly protocol: 'imap' | 'smtp'; readonly host: string; readonly security: string } | undefined;
}

/** What was entered, checked: every problem in one list. */
export interface CheckedApp {
  readonly corpId: CorpId;
  readonly mailService: MailService;
  readonly publicUrl: string | undefined;
}

const domainShape = /^(?=.{3,253}$)([a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/** Checks what was entered. `keepsSecret`: the one that is stored stays, so an empty one is no problem. */
export function parseNewApp(
  entered: NewApp,
  catalogue: MailCatalogue,
  { keepsSecret = false, agentIdText = String(entered.agentId) } = {},
): CheckedApp | readonly FormProblem[] {
  const appSecret = entered.appSecret.reveal().trim();
  const problems: FormProblem[] = [...findMistaken({ ...entered, agentId: agentIdText, appSecret })];
  const wrong = (...[field, zh, en]: Parameters<typeof problem>) => problems.push(problem(field, zh, en));

  const corpId = parseCorpId(entered.corpId);
  if (!corpId)
    wrong(
      'corpId',
      'CorpId 由字母和数字组成，以 ding 开头。',
      `corp id "${entered.corpId}": letters and digits, as DingTalk shows it`,
    );
  if (!Number.isSafeInteger(entered.agentId) || entered.agentId <= 0)
    wrong('agentId', 'AgentId 只有数字。', 'agent id: a positive number');
  if (!/^[\w-]{4,64}$/.test(entered.appKey))
    wrong('appKey', 'AppKey 由字母和数字组成。', 'app key: letters and digits, as DingTalk shows it');
  if (appSecret === '' && !keepsSecret) wrong('appSecret', '请填 AppSecret。', 'app secret: is empty');
  if (/\s/.test(appSecret)) wrong('appSecret', 'AppSecret 中间有空白，请重新复制。', 'app secret: has a blank inside');
  const domain = entered.mailDomain.trim().toLowerCase().replace(/^@/, '');
  if (!domainShape.test(domain))
    wrong(
      'mailDomain',
      '请填邮件域，例如 example.com。',
      `mail domain "${entered.mailDomain}": a domain such as example.com`,
    );
  const provider = catalogue.providerById(entered.providerId);
  if (!provider) wrong('providerId', '请选择邮件系统。', `provider "${entered.providerId}" is not known`);
  const imap = entered.imap?.trim() || provider?.imap;
  const smtp = entered.smtp?.trim() || provider?.smtp;
  if (provider) problems.push(...checkServer('imap', imap, catalogue), ...checkServer('smtp', smtp, catalogue));
  const publicUrl = entered.publicUrl?.trim() ? parsePublicUrl(entered.publicUrl.trim()) : undefined;
  if (publicUrl === null)
    wrong(
      'publicUrl',
      '请填 https://主机名，不带路径。',
      `public URL "${entered.publicUrl}": http(s)://host, without a path`,
    );
  const pattern = entered.addressPattern?.trim();
  if (pattern && !isAddressPattern(pattern, domain))
    wrong(
      'addressPattern',
      `例如 {jobNumber}@${domain || 'example.com'}：可用 {jobNumber}、{pinyin}、{userId}、{name}，域要与邮件域一致。`,
      `address pattern "${pattern}": such as {jobNumber}@${domain || 'example.com'}, with {jobNumber}, {pinyin}, {userId} or {name}, in the mail domain`,
    );
  if (problems.length > 0 || !corpId || imap === undefined || smtp === undefined) return problems;
  return {
    corpId,
    publicUrl: publicUrl ?? undefined,
    mailService: {
      domain,
      providerId: entered.providerId,
      imap,
      smtp,
      onPremise: entered.onPremise ?? false,
      tlsMode: entered.tlsMode ?? 'modern',
    },
  };
}

function checkServer(
  protocol: 'imap' | 'smtp',
  url: string | undefined,
  catalogue: MailCatalogue,
): readonly FormProblem[] {
  const name = protocol.toUpperCase();
  if (url === undefined)
    return [
      problem(
        protocol,
        `这个邮件系统没有固定的服务器，请填 ${name} 地址，例如 ${protocol}s://host:port。`,
        `${protocol} server: this provider has none of its own, name it (${protocol}s://host:port)`,
      ),
    ];
  const address = catalogue.parseServerAddress(url);
  if (address?.protocol !== protocol)
    return [
      problem(
        protocol,
        `请填 ${protocol}s://主机:端口，或 ${protocol}+starttls://主机:端口。`,
        `${protocol} server "${url}": ${protocol}s://host:port or ${protocol}+starttls://host:port`,
      ),
    ];
  // Passwords cross this line: in the clear only where no wire is (design §5.15).
  if (address.security === 'plain' && !/^(localhost|.+\.localhost|127(\.\d+){3}|::1)$/.test(address.host))
    return [
      problem(protocol, '不加密的连接只能用于本机。', `${protocol} server "${url}": without TLS only on this machine`),
    ];
  return [];
}

const placeholders = /\{(jobNumber|pinyin|userId|name)\}/g;

/** At least one placeholder, nothing else in braces, and the corp's own mail domain: it only ever makes a suggestion. */
function isAddressPattern(pattern: string, domain: string): boolean {
  const at = pattern.lastIndexOf('@');
  const local = pattern.slice(0, at);
  const rest = local.replace(placeholders, '');
  return at > 0 && pattern.slice(at + 1).toLowerCase() === domain && rest !== local && /^[\w.+-]*$/.test(rest);
}

function parsePublicUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits =
    url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  return fits ? url.origin : null;
}
