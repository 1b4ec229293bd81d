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
      'The CorpId has letters and digits and begins with ding.',
    );
  if (!Number.isSafeInteger(entered.agentId) || entered.agentId <= 0)
    wrong('agentId', 'AgentId 只有数字。', 'The AgentId has digits only.');
  if (!/^[\w-]{4,64}$/.test(entered.appKey))
    wrong('appKey', 'AppKey 由字母和数字组成。', 'The AppKey has letters and digits.');
  if (appSecret === '' && !keepsSecret) wrong('appSecret', '请填 AppSecret。', 'Enter the AppSecret.');
  if (/\s/.test(appSecret))
    wrong('appSecret', 'AppSecret 中间有空白，请重新复制。', 'The AppSecret has a blank inside: copy it again.');
  const domain = entered.mailDomain.trim().toLowerCase().replace(/^@/, '');
  if (!domainShape.test(domain))
    wrong('mailDomain', '请填邮件域，例如 example.com。', 'Enter a mail domain such as example.com.');
  const provider = catalogue.providerById(entered.providerId);
  if (!provider) wrong('providerId', '请选择邮件系统。', 'Choose the mail system.');
  const imap = entered.imap?.trim() || provider?.imap;
  const smtp = entered.smtp?.trim() || provider?.smtp;
  if (provider) problems.push(...checkServer('imap', imap, catalogue), ...checkServer('smtp', smtp, catalogue));
  const publicUrl = entered.publicUrl?.trim() ? parsePublicUrl(entered.publicUrl.trim()) : undefined;
  if (publicUrl === null) wrong('publicUrl', '请填 https://主机名，不带路径。', 'Enter https://host, without a path.');
  const pattern = entered.addressPattern?.trim();
  if (pattern && !isAddressPattern(pattern, domain))
    wrong(
      'addressPattern',
      `例如 {jobNumber}@${domain || 'example.com'}：可用 {jobNumber}、{pinyin}、{userId}、{name}，域要与邮件域一致。`,
      `Such as {jobNumber}@${domain || 'example.com'}: {jobNumber}, {pinyin}, {userId} and {name} can be used, in the mail domain.`,
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
        `This mail system has no server of its own: enter its ${name} address, such as ${protocol}s://host:port.`,
      ),
    ];
  const address = catalogue.parseServerAddress(url);
  if (address?.protocol !== protocol)
    return [
      problem(
        protocol,
        `请填 ${protocol}s://主机:端口，或 ${protocol}+starttls://主机:端口。`,
        `Enter ${protocol}s://host:port or ${protocol}+starttls://host:port.`,
      ),
    ];
  // Passwords cross this line: in the clear only where no wire is (design §5.15).
  if (address.security === 'plain' && !/^(localhost|.+\.localhost|127(\.\d+){3}|::1)$/.test(address.host))
    return [problem(protocol, '不加密的连接只能用于本机。', 'Without encryption only on this machine.')];
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
