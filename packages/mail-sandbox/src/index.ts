/** An IMAP and SMTP server to develop, test and demonstrate against, holding a small invented company. */
export { sampleCompany } from './company/company.ts';
export { startMailSandbox } from './sandbox.ts';
export type {
  Company,
  Delivered,
  Department,
  LoginRefusal,
  MailSandbox,
  MailSandboxOptions,
  OutsideMail,
  PauseKind,
  Person,
} from './types.ts';
