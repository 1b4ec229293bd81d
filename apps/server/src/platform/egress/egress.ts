import { dial } from './dial.ts';
import { createHttpDoor } from './request.ts';
import { type Resolver, systemResolver } from './resolve.ts';
import { raiseTls } from './tls.ts';
import type { Egress } from './types.ts';

/** The one outgoing door, and how to shut it. */
export interface OpenEgress extends Egress {
  close(): Promise<void>;
}

export function createEgress(resolver: Resolver = systemResolver): OpenEgress {
  const http = createHttpDoor(resolver);
  return {
    request: (request) => http.request(request),
    dial: (target) => dial(resolver, target),
    upgrade: (socket, target) => raiseTls(socket, target),
    close: () => http.close(),
  };
}
