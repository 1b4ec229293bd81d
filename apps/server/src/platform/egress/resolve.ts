import dns from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { isMetadataAddress, isPublicAddress } from './addresses.ts';
import type { EgressPolicy } from './types.ts';

/** Why the door stays shut. `code` is EGRESS_BLOCKED, EGRESS_TOO_LARGE, EGRESS_TIMEOUT or EGRESS_REDIRECT. */
export class EgressError extends Error {
  readonly code: 'EGRESS_BLOCKED' | 'EGRESS_TOO_LARGE' | 'EGRESS_TIMEOUT' | 'EGRESS_REDIRECT';
  constructor(code: EgressError['code'], message: string) {
    super(message);
    this.name = 'EgressError';
    this.code = code;
  }
}

interface Found {
  readonly address: string;
  readonly family: number;
}
/** Names to addresses; a port, so that a test can let a name change its answer. */
export type Resolver = (host: string) => Promise<readonly Found[]>;

export const systemResolver: Resolver = (host) => dns.promises.lookup(host, { all: true, verbatim: true });

const allowed = (address: string, policy: EgressPolicy): boolean =>
  !isMetadataAddress(address) && (policy.allowPrivate || isPublicAddress(address));

/** An address written as a number never passes through `lookup`: vet it before dialling. */
export function vetLiteral(host: string, policy: EgressPolicy): void {
  const bare = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) && !allowed(bare, policy)) throw blocked();
}

/**
 * The look-up that the socket itself makes: what it answers is what is dialled, so a name that changes its answer in between
 * gains nothing.
 */
export function createLookup(resolver: Resolver, policy: EgressPolicy): LookupFunction {
  return (host, options, callback) => {
    resolveVetted(resolver, host, policy).then(
      (found) => {
        const fitting = options.family ? found.filter(({ family }) => family === Number(options.family)) : found;
        const [first] = fitting;
        if (!first) return callback(blocked(), '', 0);
        if (options.all) return callback(null, fitting as dns.LookupAddress[]);
        callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

async function resolveVetted(resolver: Resolver, host: string, policy: EgressPolicy): Promise<readonly Found[]> {
  // RFC 6761 §6.3: names under localhost are loopback; resolvers of systems often do not know it.
  const found = /(^|\.)localhost\.?$/i.test(host) ? [{ address: '127.0.0.1', family: 4 }] : await resolver(host);
  const vetted = found.filter(({ address }) => allowed(address, policy));
  if (vetted.length === 0) throw blocked();
  return vetted;
}

// One sentence for every refusal: it must not tell what lies behind the name.
const blocked = () => new EgressError('EGRESS_BLOCKED', 'this address may not be contacted');
