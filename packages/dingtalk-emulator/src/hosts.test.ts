import { expect, test } from 'vitest';
import { createHosts } from './hosts.ts';
import { createOrganisation } from './state/organisation.ts';
import { company } from './testing/build.ts';

const build = (people = company.people) => {
  const organisation = createOrganisation({ ...company, people });
  return { organisation, hosts: createHosts(organisation, 8000) };
};

test('somebody who joins later has devices of their own; who has left has none', () => {
  const { organisation, hosts } = build();
  organisation.addPerson({ ...company.people[0]!, userId: 'later', unionId: 'uLater' });
  expect(hosts.frameOrigin('later', 'ios')).toBe('http://later-ios.emu.localhost:8000');
  expect(hosts.find('later-ios.emu.localhost:8000')).toMatchObject({ kind: 'device', device: 'ios' });
  organisation.removePerson('later');
  expect(hosts.find('later-ios.emu.localhost:8000')).toBeUndefined();
});

test('a userid that is no host name gets another one', () => {
  const { hosts } = build();
  const origin = hosts.frameOrigin('Mu_Yun', 'pc-mac');
  expect(hosts.find(new URL(origin).host)).toMatchObject({ kind: 'device', person: { userId: 'Mu_Yun' } });
});

test('a large company lists the origins of those whose device was opened', () => {
  const people = Array.from({ length: 201 }, (_, i) => ({ ...company.people[0]!, userId: `u${i}`, unionId: `n${i}` }));
  const { hosts } = build(people);
  expect(hosts.allFrameOrigins()).toEqual([]);
  hosts.frameOrigin('u7', 'ios');
  expect(hosts.allFrameOrigins()).toHaveLength(4);
  expect(build().hosts.allFrameOrigins()).toHaveLength(8);
});

test.each<[string, string | undefined]>([
  ['127.0.0.1:8000', 'platform'],
  ['localhost:8000', 'platform'],
  ['[::1]:8000', 'platform'],
  ['192.168.1.20:80', 'platform'],
  ['emulator', 'platform'],
  ['emu.localhost:8000', 'client'],
  ['emu.localhost:9000', undefined],
  ['evil.example:8000', undefined],
  ['', undefined],
])('the host %j is %s', (host, kind) => {
  expect(build().hosts.find(host)?.kind).toBe(kind);
});
