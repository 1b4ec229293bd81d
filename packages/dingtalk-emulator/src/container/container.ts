import { clientVersion } from '../bridge/devices.ts';
import type { Hosts } from '../hosts.ts';
import { everyoneWithin } from '../state/scope.ts';
import type { World } from '../state/world.ts';
import type { Device } from '../types.ts';
import { answerCall, type ContainerPorts } from './answer.ts';
import { createGrantedApis } from './config.ts';
import type { Chosen, ContainerAnswer } from './types.ts';

/** The container of every device: plugs the pure answers into this emulator's world. */
export type Container = (
  userId: string,
  device: Device,
  pageUrl: string,
  method: string,
  params: unknown,
  more?: { readonly pageId?: string; readonly chosen?: Chosen },
) => ContainerAnswer;

export function createContainer(world: World, hosts: () => Hosts): Container {
  const granted = createGrantedApis();
  const { organisation } = world;
  return (userId, device, pageUrl, method, params, more = {}) => {
    const person = organisation.person(userId);
    if (!person) throw new RangeError(`nobody called ${userId} works here`);
    const ports: ContainerPorts = {
      corpId: organisation.corpId,
      apps: [...world.apps.values()],
      network: world.network,
      // An injected old client: `jsapi:version` with the version as its code.
      version: world.faults.take('jsapi:version')?.code ?? clientVersion,
      acceptSha1: world.switches.acceptSha1,
      granted,
      directory: {
        person: organisation.person,
        people: organisation.people,
        department: organisation.department,
        departments: organisation.departments,
        everyoneWithin: (id) => everyoneWithin(organisation, [id]),
      },
      ticket: world.jsapiTickets.living,
      isAppOrigin: (app, origin) =>
        [app.homeUrl, app.pcHomeUrl, ...(app.redirectUrls ?? [])].some((url) => originOf(url) === origin) ||
        hosts().frameOrigin(userId, device) === origin,
      issueCode: (who, appKey) => world.codes.issue(who, appKey),
    };
    const rule = world.faults.take(`jsapi:${method}`);
    if (rule?.kind === 'hang') return { reply: { kind: 'watch' } };
    if (rule) return { reply: { kind: 'fail', errorCode: rule.code ?? '-1', errorMessage: 'injected' } };
    const given = params !== null && typeof params === 'object' ? (params as Record<string, unknown>) : {};
    return answerCall({ person, device, pageUrl, method, params: given, ...more }, ports);
  };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
