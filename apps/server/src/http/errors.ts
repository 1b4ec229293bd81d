import type { ErrorBody } from '@hongyan/contract';
import { AppError, isAppError } from '@hongyan/kit';

/** What left a handler, as the error that the caller may see. */
export function toHttpError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown;
  const { code, statusCode, message } = thrown as { code?: string; statusCode?: number; message?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('request.too_large');
  if (isDatabaseAway(code, message))
    return new AppError('database.unavailable', { cause: thrown, retryAfterMs: 2_000 });
  // Fastify's own refusals: bad JSON, wrong content type, malformed address.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('request.invalid', { detail: message?.slice(0, 200), cause: thrown });
  return new AppError('internal.error', { cause: thrown });
}

// PostgreSQL's classes 08 (connection), 40 (rolled back for another's sake), 53 (disk, memory or connections used up) and 57P
// (shutdown), and the ways in which a connection breaks under us; its client says some of them in words only.
const isDatabaseAway = (code: string | undefined, message: string | undefined): boolean =>
  code === undefined
    ? /^(timeout exceeded when trying to connect|Connection terminated)/.test(message ?? '')
    : /^((08|40|53)[0-9A-Z]{3}|57P\d\d)$/.test(code) || code === 'ECONNREFUSED' || code === 'ECONNRESET';

export const toErrorBody = (error: AppError, requestId: string): ErrorBody => ({
  error: {
    code: error.code,
    what: error.what,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.fields === undefined ? {} : { fields: error.fields }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    requestId,
  },
});
