import type { ErrorCode, Text2 } from '@hongyan/kit';

/** The body of every answer that is not 2xx. */
export interface ErrorBody {
  readonly error: {
    readonly code: ErrorCode;
    /** What stopped, for a person. */
    readonly what: Text2;
    /** The outside server's own words, small print for whoever helps. */
    readonly detail?: string;
    readonly retryAfterMs?: number;
    /** Problems of a form, by field. */
    readonly fields?: Readonly<Record<string, Text2>>;
    readonly requestId: string;
  };
}
