import { devices } from './bridge/devices.ts';
import type { Device, EmulatorCompany, EmulatorPerson } from './types.ts';

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
  allFrameOrigins(): string[];
  find(hostHeader: string | undefined): Destination | undefined;
}

/**
 * The names behind the one listener. Three labels on purpose: `a.emu.localhost` inside `emu.localhost` is the same site, so
 * that a page's session cookie survives in the frame (jsapi-host.md §7.2).
 */
export function createHosts(company: EmulatorCompany, port: number): Hosts {
  const labels = new Map<string, EmulatorPerson>();
  const labelOf = new Map<string, string>();
  for (const [index, person] of company.people.entries()) {
    const wanted = person.userId.toLowerCase();
    const label = /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(wanted) && !labels.has(wanted) ? wanted : `p${index}x`;
    labels.set(label, person);
    labelOf.set(person.userId, label);
  }
  const frameOrigin = (userId: string, device: Device): string => {
    const label = labelOf.get(userId);
    if (label === undefined) throw new RangeError(`nobody called ${userId} works here`);
    return `http://${label}-${device}.emu.localhost:${port}`;
  };

  return {
    port,
    clientOrigin: `http://emu.localhost:${port}`,
    platformOrigin: `http://127.0.0.1:${port}`,
    frameOrigin,
    allFrameOrigins: () =>
      company.people.flatMap((person) => devices.map((device) => frameOrigin(person.userId, device))),
    find(hostHeader) {
      const [name, at] = (hostHeader ?? '').toLowerCase().split(':');
      if (at !== undefined && at !== String(port)) return undefined;
      if (name === 'emu.localhost') return { kind: 'client' };
      if (name === '127.0.0.1' || name === 'localhost') return { kind: 'platform' };
      const label = name?.endsWith('.emu.localhost') ? name.slice(0, -'.emu.localhost'.length) : undefined;
      const device = devices.find((one) => label?.endsWith(`-${one}`));
      const person = device ? labels.get(label!.slice(0, -device.length - 1)) : undefined;
      return person && device ? { kind: 'device', person, device } : undefined;
    },
  };
}
