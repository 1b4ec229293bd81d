import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { adaptPolicy, type ScriptPass } from './csp.ts';
import { type Mapping, toFrame } from './origins.ts';

/** Never handed on: they belong to the connection, or forbid what the client is for. */
const dropped = ['connection', 'keep-alive', 'transfer-encoding', 'x-frame-options', 'content-security-policy'];

/** The headers that the frame sees, and what the bridge's tag has to carry (jsapi-host.md §9.1). */
export function responseHeaders(
  given: IncomingHttpHeaders,
  mapping: Mapping,
  bridge: string | undefined,
): { headers: OutgoingHttpHeaders; pass: ScriptPass } {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && !dropped.includes(name)) headers[name] = value;
  }
  if (given.location) headers.location = toFrame(given.location, mapping);
  if (given['set-cookie'])
    headers['set-cookie'] = given['set-cookie'].map((cookie) => cookie.replace(/;\s*domain=[^;]*/gi, ''));
  if (given['access-control-allow-origin'] && given['access-control-allow-origin'] !== '*') {
    headers['access-control-allow-origin'] = mapping.frame;
  }
  // Several policies in one header are separated by commas; each must accept the client.
  const policies = (given['content-security-policy'] as string | undefined)?.split(',') ?? [''];
  let pass: ScriptPass = {};
  const adapted = policies.map((policy) => adaptPolicy(policy, mapping, bridge));
  for (const one of adapted) pass = { ...pass, ...one.pass };
  headers['content-security-policy'] = adapted.map((one) => one.policy).join(', ');
  return { headers, pass };
}
