import { csrfHeader } from '@hongyan/contract';
import { AppError, type CorpId, parseCorpId } from '@hongyan/kit';
import type { Origins } from './origins.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/**
 * A change must come from a page of ours: by the Origin that browsers add and pages cannot choose, and by a header that
 * neither a form nor a foreign page can set (design §5.13).
 */
export function checkOwnPage(headers: Headers, ownOrigin: string | undefined, origins: Origins): void {
  const { origin } = headers;
  if (
    origin === undefined ||
    !origins.has(origin) ||
    (ownOrigin !== undefined && new URL(origin).host !== new URL(ownOrigin).host)
  )
    throw new AppError('request.forbidden_origin');
  if (!corpOf(headers)) throw new AppError('request.forbidden_origin', { detail: `header ${csrfHeader} is missing` });
}

/** Which corp the page speaks for: it chooses the cookie, and the session then decides everything. */
export const corpOf = (headers: Headers): CorpId | undefined => parseCorpId(headers[csrfHeader]);
