import { devices } from './bridge/devices.ts';
import type { Organisation } from './state/organisation.ts';
import type { Device, EmulatorPerson } from './types.ts';

/** What a request is for, told by its Host. */
type Destination =
  | { readonly kind: 'client' }
  | { readonly kind: 'platform' }
  | { readonly kind: 'device'; readonly person: EmulatorPerson; readonly device: Device };

export interface Hosts {
  readonly port: number;
  readonly clientOrigin: string;
  readonly platformOrigin: string;
  frameOrigin(userId: string, device: Device): string;
  /** Those of a small company, or of the people whose device was opened. */
  allFrameOrigins(): string[];
  find(hostHeader: string | undefined): Destination | undefined;
}

/**
 * An address, or a name without a dot, by which another machine or container calls the platform, through whatever port it
 * was published. A name with dots could be anybody's page that was led here, and is nothing.
 */
const isMachine = (host: string): boolean => /^(\d+(\.\d+){3}|\[[\da-f:.]+\]|[a-z\d][a-z\d-]*)$/.test(host);

/** So many people get their origins listed at once; in a larger company only those whose device is used. */
const smallCompany = 200;

/**
 * The names behind the one listener. Three labels on purpose: `a.emu.localhost` inside `emu.localhost` is the same site, so
 * that a page's session cookie survives in the frame (jsapi-host.md §7.2). A name stays a person's when they leave, so that a
 * page that is still open belongs to nobody else.
 */
export function createHosts(organisation: Organisation, port: number): Hosts {
  const userIds = new Map<string, string>();
  const labels = new Map<string, string>();
  const opened = new Set<string>();
  const name = (userId: string): void => {
    if (labels.has(userId)) return;
    const wanted = userId.toLowerCase();
    const isFit = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(wanted) && !userIds.has(wanted);
    const label = isFit ? wanted : `p${labels.size}x`;
    userIds.set(label, userId);
    labels.set(userId, label);
  };
  for (const { userId } of organisation.people()) name(userId);
  organisation.onChange((change) => {
    if (change.type === 'user_add_org') for (const userId of change.userIds) name(userId);
  });

  const frameOrigin = (userId: string, device: Device): string => {
    const label = labels.get(userId);
    if (label === undefined) throw new RangeError(`nobody called ${userId} works here`);
    opened.add(userId);
    return `http://${label}-${device}.emu.localhost:${port}`;
  };

  return {
    port,
    clientOrigin: `http://emu.localhost:${port}`,
    platformOrigin: `http://127.0.0.1:${port}`,
    frameOrigin,
    allFrameOrigins() {
      const shown = organisation.size <= smallCompany ? [...labels.keys()] : [...opened];
      return shown.flatMap((userId) => devices.map((device) => frameOrigin(userId, device)));
    },
    find(hostHeader) {
      const [, host = '', at] = /^(\[[\da-f:.]+\]|[^:]*)(?::(\d+))?$/.exec((hostHeader ?? '').toLowerCase()) ?? [];
      if (isMachine(host)) return { kind: 'platform' };
      if (at !== undefined && at !== String(port)) return undefined;
      if (host === 'emu.localhost') return { kind: 'client' };
      const label = host.endsWith('.emu.localhost') ? host.slice(0, -'.emu.localhost'.length) : undefined;
      const device = devices.find((one) => label?.endsWith(`-${one}`));
      const person = device ? organisation.person(userIds.get(label!.slice(0, -device.length - 1)) ?? '') : undefined;
      return person && device ? { kind: 'device', person, device } : undefined;
    },
  };
}
