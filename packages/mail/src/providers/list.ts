import type { ProviderProfile } from '../types.ts';
import { chineseHosts } from './chinese-hosts.ts';
import { globalHosts } from './global-hosts.ts';
import { neteaseFree } from './netease-free.ts';
import { neteaseQiye } from './netease-qiye.ts';
import { selfHosted } from './self-hosted.ts';
import { tencent } from './tencent.ts';

/** Every mail system that we know, in the order in which a person is asked to choose. */
export const providers: readonly ProviderProfile[] = [
  ...neteaseQiye,
  ...tencent,
  ...chineseHosts,
  ...globalHosts,
  ...neteaseFree,
  ...selfHosted,
];

/** The profile with this id, or undefined. */
export const providerById = (id: string): ProviderProfile | undefined => providers.find((profile) => profile.id === id);

/** The mail system of an address: by its domain, else by the domain's MX hosts. Undefined: only the customer knows. */
export function findProvider({
  address,
  mx = [],
}: {
  readonly address: string;
  readonly mx?: readonly string[];
}): ProviderProfile | undefined {
  const domain = address
    .slice(address.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
  const byDomain = providers.find(({ domains }) => domains.includes(domain));
  if (byDomain) return byDomain;
  const hosts = mx.map((host) => host.toLowerCase().replace(/\.$/, ''));
  return providers.find(({ mxSuffixes }) =>
    mxSuffixes.some((suffix) => hosts.some((host) => host === suffix || host.endsWith(`.${suffix}`))),
  );
}
