import type { PlatformCall } from './call.ts';
import { contactCalls } from './calls/contact-calls.ts';
import { eventCalls } from './calls/event-calls.ts';
import { loginCalls } from './calls/login-calls.ts';
import { messageCalls } from './calls/message-calls.ts';
import { microAppCalls } from './calls/micro-app-calls.ts';
import { tokenCalls } from './calls/token-calls.ts';

/** Every call that is served; all others are unknown in the documented way. */
export const platformCalls: readonly PlatformCall[] = [
  ...tokenCalls,
  ...contactCalls,
  ...messageCalls,
  ...microAppCalls,
  ...loginCalls,
  ...eventCalls,
];

interface Template {
  readonly call: PlatformCall;
  readonly pattern: RegExp;
}

const exact = new Map<string, PlatformCall[]>();
const templates: Template[] = [];
for (const call of platformCalls) {
  if (call.path.includes('{')) templates.push({ call, pattern: toPattern(call.path) });
  else exact.set(`${call.family} ${call.path}`, [...(exact.get(`${call.family} ${call.path}`) ?? []), call]);
}

/** The calls at this path, one for each method, with what stands in the path's `{…}`. */
export function findCalls(
  family: 'old' | 'new',
  path: string,
): readonly { readonly call: PlatformCall; readonly params: Readonly<Record<string, string>> }[] {
  const found = exact.get(`${family} ${path}`);
  if (found) return found.map((call) => ({ call, params: {} }));
  return templates.flatMap(({ call, pattern }) => {
    const match = call.family === family ? pattern.exec(path) : null;
    return match ? [{ call, params: decodeAll(match.groups ?? {}) }] : [];
  });
}

function toPattern(path: string): RegExp {
  const escaped = path.replaceAll('.', '\\.');
  return new RegExp(`^${escaped.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

function decodeAll(groups: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, decode(value)]));
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
