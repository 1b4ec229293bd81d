import type { ProviderProfile } from '../types.ts';

type ErrorRules = ProviderProfile['errors'];

/** Words that mean the same wherever they are said. Every profile ends with them. */
export const commonErrors: ErrorRules = [
  {
    pattern: /too many (simultaneous |concurrent )?connections|maximum number of connections|connection limit/i,
    code: 'mail.throttled',
  },
  {
    pattern:
      /too many (login|auth|attempt|request|command|recent|failed)|rate limit|throttl|try again later|temporar(y|ily)|system busy|too frequent|server busy/i,
    code: 'mail.throttled',
  },
  { pattern: /unsafe login/i, code: 'mail.unsafe_login' },
  {
    pattern:
      /application-specific password|app(lication)? password|authori[sz]ation code|auth(entication)? code|授权码|专用密码|客户端密码/i,
    code: 'mail.auth_code_required',
  },
  {
    pattern:
      /(imap|smtp|pop3?)( service| access| protocol)? (is |has been )?(disabled|not enabled|not open|closed)|not enabled for imap|服务(未|没有)开启|未开启/i,
    code: 'mail.service_off',
  },
  {
    pattern:
      /(ip|address|host)( address)?( is| was)? (not allowed|denied|blocked|rejected|forbidden)|access from this (ip|network)/i,
    code: 'mail.ip_denied',
  },
  {
    pattern:
      /account (is |has been )?(disabled|locked|suspended|expired|deleted|inactive)|user (is )?(disabled|locked|suspended)|mailbox (is )?(disabled|locked|unavailable)/i,
    code: 'mail.account_disabled',
  },
  {
    pattern: /over ?quota|quota exceeded|mailbox (is )?full|insufficient (system )?storage|not enough (disk )?space/i,
    code: 'mail.quota',
  },
  {
    pattern: /length exceeded|message (is )?too (large|big)|size (limit|exceeds)|exceeds? (the )?(maximum|size)/i,
    code: 'mail.size',
  },
  {
    pattern:
      /authentication failed|auth(entication)? fail(ed|ure)|invalid (credentials|login|user|password)|login (fail|error|incorrect|invalid)|bad (user|password|username)|incorrect (user|password)|(user|password)[^.]{0,30}(incorrect|wrong|error|invalid|mismatch)|密码错误/i,
    code: 'mail.auth_bad',
  },
  {
    pattern:
      /(mailbox|folder) (doesn'?t|does not|not) (exist|found)|no such (mailbox|folder)|unknown (mailbox|folder)|nonexistent/i,
    code: 'mail.folder_missing',
  },
];
