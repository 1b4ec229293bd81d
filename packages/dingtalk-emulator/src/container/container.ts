import type { Hosts } from '../hosts.ts';
import type { World } from '../state/world.ts';
import type { Device } from '../types.ts';
import { answerCall, type ContainerPorts } from './answer.ts';
import type { ContainerAnswer } from './types.ts';

/** The container of every device: plugs the pure answers into this emulator's world. */
export type Container = (
  userId: string,
  device: Device,
  pageUrl: string,
  method: string,
  params: unknown,
) => ContainerAnswer;

export function createContainer(world: World, hosts: () => Hosts): Container {
  return (userId, device, pageUrl, method, params) => {
    const person = world.company.people.find((one) => one.userId === userId);
    if (!person) throw new RangeError(`nobody called ${userId} works here`);
    const ports: ContainerPorts = {
      company: world.company,
      apps: [...world.apps.values()],
      network: world.network,
      isAppOrigin: (app, origin) =>
        [app.homeUrl, app.pcHomeUrl].some((url) => originOf(url) === origin) ||
        hosts().frameOrigin(userId, device) === origin,
      issueCode: (who, appKey) => world.codes.issue(who, appKey),
    };
    const rule = world.faults.take(`jsapi:${method}`);
    if (rule?.kind === 'hang') return { reply: { kind: 'watch' } };
    if (rule) return { reply: { kind: 'fail', errorCode: rule.code ?? '-1', errorMessage: 'injected' } };
    const given = params !== null && typeof params === 'object' ? (params as Record<string, unknown>) : {};
    return answerCall({ person, device, pageUrl, method, params: given }, ports);
  };
}

const originOf = (url: string): string => (URL.canParse(url) ? new URL(url).origin : '');
