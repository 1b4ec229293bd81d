import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { type Mapping, toProduct } from './origins.ts';

/** Headers that belong to one connection (RFC 9110 §7.6.1); `upgrade` and `connection` return for a tunnel. */
const ofConnection = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];

/** The headers that the product sees: its own host and origin, the device's user agent (jsapi-host.md §9.1). */
export function requestHeaders(given: IncomingHttpHeaders, mapping: Mapping, agent: string): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !ofConnection.includes(name) && !name.startsWith('sec-ch-ua')) headers[name] = value;
  }
  headers.host = new URL(mapping.own.at(-1) ?? mapping.upstream).host;
  headers['user-agent'] = agent;
  if (given.origin) headers.origin = toProduct(given.origin, mapping);
  if (given.referer) headers.referer = toProduct(given.referer, mapping);
  // A document will be rewritten, so it must come as it is.
  if (isDocument(given)) headers['accept-encoding'] = 'identity';
  return headers;
}

function isDocument(given: IncomingHttpHeaders): boolean {
  const destination = given['sec-fetch-dest'];
  if (typeof destination === 'string') return /^(document|iframe|frame)$/.test(destination);
  return (given.accept ?? '').includes('text/html');
}
