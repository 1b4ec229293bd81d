import type { AppFormField } from '@hongyan/contract';
import type { Text2 } from '@hongyan/kit';

/** One thing that is wrong with what was entered: the field, and words for a person. */
export interface FormProblem {
  readonly field: AppFormField;
  readonly text: Text2;
}

/** A problem in the two languages. */
export const problem = (field: AppFormField, zh: string, en: string): FormProblem => ({ field, text: { zh, en } });

/** Problems as the error body has them: the first one of each field. */
export function toFields(problems: readonly FormProblem[]): Readonly<Record<string, Text2>> {
  const fields: Record<string, Text2> = {};
  for (const { field, text } of problems) fields[field] ??= text;
  return fields;
}

const flags: Readonly<Record<AppFormField, string>> = {
  corpId: '--corp-id',
  agentId: '--agent-id',
  appKey: '--app-key',
  appSecret: '--app-secret',
  mailDomain: '--mail-domain',
  providerId: '--provider',
  imap: '--imap',
  smtp: '--smtp',
  onPremise: '--on-premise',
  tlsMode: '--old-tls',
  addressPattern: '--address-pattern',
  publicUrl: '--public-url',
};

/** Problems as the command line prints them, one a line. */
export const toLines = (problems: readonly FormProblem[]): string =>
  problems.map(({ field, text }) => `${flags[field]}: ${text.zh} ${text.en}`).join('\n');
