import { type CorpId, parseCorpId } from '@hongyan/kit';
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

export function parseNewApp(entered: NewApp, catalogue: MailCatalogue): CheckedApp | readonly string[] {
  const problems: string[] = [];
  const corpId = parseCorpId(entered.corpId);
  if (!corpId) problems.push(`corp id "${entered.corpId}": letters and digits, as DingTalk shows it`);
  if (!Number.isSafeInteger(entered.agentId) || entered.agentId <= 0) problems.push('agent id: a positive number');
  if (!/^[\w-]{4,64}$/.test(entered.appKey)) problems.push('app key: letters and digits, as DingTalk shows it');
  if (entered.appSecret.reveal().trim() === '') problems.push('app secret: is empty');
  const domain = entered.mailDomain.trim().toLowerCase().replace(/^@/, '');
  if (!/^(?=.{3,253}$)([a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/.test(domain))
    problems.push(`mail domain "${entered.mailDomain}": a domain such as example.com`);
  const provider = catalogue.providerById(entered.providerId);
  if (!provider) problems.push(`provider "${entered.providerId}" is not known`);
  const imap = entered.imap ?? provider?.imap;
  const smtp = entered.smtp ?? provider?.smtp;
  if (provider) problems.push(...checkServer('imap', imap, catalogue), ...checkServer('smtp', smtp, catalogue));
  const publicUrl = entered.publicUrl === undefined ? undefined : parsePublicUrl(entered.publicUrl);
  if (publicUrl === null) problems.push(`public URL "${entered.publicUrl}": http(s)://host, without a path`);
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

function checkServer(protocol: 'imap' | 'smtp', url: string | undefined, catalogue: MailCatalogue): readonly string[] {
  if (url === undefined)
    return [`${protocol} server: this provider has none of its own, name it (${protocol}s://host:port)`];
  const address = catalogue.parseServerAddress(url);
  if (address?.protocol !== protocol)
    return [`${protocol} server "${url}": ${protocol}s://host:port or ${protocol}+starttls://host:port`];
  // Passwords cross this line: in the clear only where no wire is (design §5.15).
  if (address.security === 'plain' && !/^(localhost|.+\.localhost|127(\.\d+){3}|::1)$/.test(address.host))
    return [`${protocol} server "${url}": without TLS only on this machine`];
  return [];
}

function parsePublicUrl(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const fits =
    url && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.username;
  return fits ? url.origin : null;
}
