/** What one server may make us hold. Together they keep a hostile server under 64 MB per connection (security.md C5). */
export interface Limits {
  /** Bytes of one line, literals not counted. The longest honest one is a SEARCH answer over a million messages. */
  readonly lineBytes: number;
  /** Bytes of one literal. */
  readonly literalBytes: number;
  /** Bytes of one whole response, with a charge for each piece. */
  readonly responseBytes: number;
  /** Atoms, strings and lists in one response. */
  readonly values: number;
  /** Lists inside lists. */
  readonly depth: number;
  /** Responses that no command asked for, between two answers. */
  readonly unasked: number;
}

export const defaultLimits: Limits = {
  lineBytes: 8 * 1024 * 1024,
  literalBytes: 32 * 1024 * 1024,
  responseBytes: 40 * 1024 * 1024,
  values: 200_000,
  depth: 80,
  unasked: 200_000,
};
