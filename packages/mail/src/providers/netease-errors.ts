import type { ProviderProfile } from '../types.ts';

/** NetEase's words (mail-providers.md §2.1 and §2.3.8). Codes such as 460 or 535 may stand before them. */
export const neteaseErrors: ProviderProfile['errors'] = [
  { pattern: /Unsafe Login/i, code: 'mail.unsafe_login' },
  { pattern: /ERR\.(IM\.)?LOGIN(RULE)?\.IPDENY/i, code: 'mail.ip_denied' },
  { pattern: /ERR\.LOGIN\.(PASSERR|REQCODE)/i, code: 'mail.auth_code_required' },
  { pattern: /ERR\.LOGIN\.(USERNOTEXIST|ILLEGALACCOUNT)/i, code: 'mail.auth_bad' },
  { pattern: /ERR\.LOGIN\.(USERSTATUS|USEREXP)|EXP_AUTH_USER_STATUS/i, code: 'mail.account_disabled' },
  { pattern: /ERR\.LOGIN\.DOMAINNOTEXIST/i, code: 'mail.region_wrong' },
  { pattern: /ERR\.LOGIN\.DOMAIN(EXPED|STATUS|DENY)/i, code: 'mail.account_disabled' },
  { pattern: /LOGIN\.PERMDENY/i, code: 'mail.service_off' },
  { pattern: /ERR\.LOGIN\.SYSTEMBUSY|PRELOGIN\.TOO_MANY_REQUESTS/i, code: 'mail.throttled' },
  { pattern: /ERR\.REQ\.VERIFYCODE|VERIFYCODE\.REQ/i, code: 'mail.account_disabled' },
  { pattern: /ACCOUNT\.NEED2FA|FA_NEED_AUTH2|ERR\.PASSCHANGE/i, code: 'mail.account_disabled' },
  { pattern: /ERR\.LDAP\./i, code: 'mail.auth_bad' },
  // Sending: limits by account come before limits by address, because both answer 4xx or 5xx.
  { pattern: /MI:SFQ|exceed(ed)? (the )?daily message limit|\b(5520|5521|5530|5531)\b/i, code: 'mail.quota' },
  { pattern: /\b5532\b|too many recipients/i, code: 'mail.recipient_rejected' },
  {
    pattern: /\b(5510|5511|5911)\b|Mail from must equal authorized user|Local user only/i,
    code: 'mail.sender_rejected',
  },
  { pattern: /\b(5540|4512|5910)\b|DT:SPM/i, code: 'mail.content_rejected' },
  { pattern: /HL:(REP|ICC|IFC|MEP)|\bMI:|\bRP:|DT:RBL|\bWM:/i, code: 'mail.throttled' },
];
