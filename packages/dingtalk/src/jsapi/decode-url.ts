/**
 * A page's address as DingTalk signs it (dingtalk-api.md §2.4): scheme, authority and path as they are, the query decoded as
 * Java's `URLDecoder` does (`+` is a space), nothing after `#`. Undefined when it is no web address, or its `%` are broken.
 */
export function decodeUrl(url: string): string | undefined {
  const parts = /^(https?):(\/\/[^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(url);
  if (!parts) return undefined;
  const [, scheme = '', authority = '', path = '', query] = parts;
  const head = `${scheme.toLowerCase()}:${authority}${path}`;
  if (query === undefined) return head;
  const decoded = decodeQuery(query);
  return decoded === undefined ? undefined : `${head}?${decoded}`;
}

/** Bytes that are no UTF-8 become U+FFFD, as in Java; `decodeURIComponent` would throw on them. */
function decodeQuery(query: string): string | undefined {
  if (/%(?![0-9a-f]{2})/i.test(query)) return undefined;
  return query
    .replaceAll('+', ' ')
    .replace(/(?:%[0-9a-f]{2})+/gi, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}
