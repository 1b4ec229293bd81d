import { devices } from '../bridge/devices.ts';
import type { Hosts } from '../hosts.ts';
import type { World } from '../state/world.ts';
import type { Device } from '../types.ts';
import type { ClientState } from './state.ts';

const shownCalls = 100;

/** Everything that the client shows, as one object; it reads this again whenever something it does not follow changes. */
export function snapshot(
  world: World,
  hosts: Hosts,
  extra: { ownOrigins: readonly string[]; canSendMail: boolean },
): ClientState {
  const { company } = world;
  return {
    company: { corpId: company.corpId, name: company.name, departments: company.departments },
    people: company.people.map((person) => ({
      ...person,
      origins: Object.fromEntries(
        devices.map((device) => [device, hosts.frameOrigin(person.userId, device)]),
      ) as Record<Device, string>,
      unread: world.notices.cards(person.userId).filter((card) => !card.read).length,
    })),
    apps: [...world.apps.values()].map(({ agentId, appKey, homeUrl, pcHomeUrl, name }) => ({
      agentId,
      appKey,
      homeUrl,
      pcHomeUrl,
      name,
    })),
    calls: world.calls.slice(-shownCalls),
    quota: world.quota.used(),
    faults: world.faults.list(),
    network: world.network,
    peopleTotal: company.people.length,
    ...extra,
  };
}
