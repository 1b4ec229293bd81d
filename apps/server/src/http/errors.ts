import type { ErrorBody } from '@hongyan/contract';
import { AppError, isAppError } from '@hongyan/kit';

/** What left a handler, as the error that the caller may see. */
export function toHttpError(thrown: unknown): AppError {
  if (isAppError(thrown)) return thrown;
  const { code, statusCode, message } = thrown as { code?: string; statusCode?: number; message?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new AppError('request.too_large');
  if (isDatabaseAway(code)) return new AppError('database.unavailable', { cause: thrown, retryAfterMs: 2_000 });
  // Fastify's own refusals: bad JSON, wrong content type, malformed address.
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new AppError('request.invalid', { detail: message?.slice(0, 200), cause: thrown });
  return new AppError('internal.error', { cause: thrown });
}

// PostgreSQL's classes 08 (connection) and 57P (shutdown), and the ways in which a connection breaks under us.
const isDatabaseAway = (code: string | undefined): boolean =>
  code !== undefined &&
  (/^(08|57P)/.test(code) || code === '53300' || code === 'ECONNREFUSED' || code === 'ECONNRESET');

export const toErrorBody = (error: AppError, requestId: string): ErrorBody => ({
  error: {
    code: error.code,
    what: error.what,
    ...(error.detail === undefined ? {} : { detail: error.detail }),
    ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }),
    requestId,
  },
});
