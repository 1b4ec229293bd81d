import { AppError, isAppError } from '@hongyan/kit';
import type { MailFailure, ProviderProfile } from './types.ts';

type Code = MailFailure['code'];

/** Patterns run over no more of a server's words than this. */
const MOST_WORDS = 1000;

/** Only these mend themselves with time (mail-providers.md §7). */
const mending: ReadonlySet<Code> = new Set(['mail.network', 'mail.throttled']);

/** A failure with the server's own words, cut and made printable. */
export function failure(code: Code, detail?: string): MailFailure {
  const words = detail
    ?.replace(/[\x00-\x1f\x7f]+/g, ' ')
    .trim()
    .slice(0, 300);
  return { code, ...(words ? { detail: words } : {}), retry: mending.has(code) };
}

/** The code for a server's words: the provider's own table first, then `fallback`. */
export function failureOfText(text: string, profile: ProviderProfile, fallback: Code): MailFailure {
  const words = readable(text.slice(0, MOST_WORDS));
  const known = profile.errors.find(({ pattern }) => pattern.test(words));
  return failure(known?.code ?? fallback, words);
}

/** Servers answer in UTF-8 or GBK; a latin1 reading of either is shown as what it was meant to be. */
function readable(latin1: string): string {
  if (!/[\x80-\xff]/.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, 'latin1');
  for (const charset of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      // The next charset may fit.
    }
  }
  return latin1;
}

const certificateCodes =
  /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)|HOSTNAME_MISMATCH|EPROTO)/;

/** What a failed dial or TLS handshake means. */
export function failureOfDial(thrown: unknown): MailFailure {
  if (isAppError(thrown) && thrown.code.startsWith('mail.')) {
    return failure(thrown.code as Code, thrown.detail ?? undefined);
  }
  const code = String((thrown as { code?: unknown } | undefined)?.code ?? '');
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  if (certificateCodes.test(code)) return failure('mail.certificate', code || words);
  return failure('mail.network', code || words);
}

/** A failure as something to throw, where a value cannot be returned (async iteration). */
export const toError = ({ code, detail }: MailFailure): AppError => new AppError(code, { detail });
