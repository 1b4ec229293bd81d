import { devices } from '../bridge/devices.ts';
import type { Chosen } from '../container/types.ts';
import { approveLogin, denyLogin } from '../login/decide.ts';
import { decideDeps } from '../login/serve.ts';
import type { World } from '../state/world.ts';
import type { Handlers } from './deps.ts';
import { anyText, ControlRefusal, type Given, isRecord, numbersOf, oneOf, optional, textOf, textsOf } from './input.ts';

function knownPerson(world: World, given: Given) {
  const userId = textOf(given, 'userId');
  const person = world.organisation.person(userId);
  if (!person) throw new ControlRefusal(404, `没有成员 ${userId}`, `There is nobody called ${userId}`);
  return person;
}

function loginOf(world: World, given: Given) {
  const login = world.logins.find(textOf(given, 'id'));
  if (login?.outcome.kind !== 'waiting')
    throw new ControlRefusal(404, '这次登录已经结束或过期', 'This sign-in is over or has expired');
  return login;
}

function chosenOf(given: Given): Chosen | undefined {
  if (given.chosen === 'cancelled') return 'cancelled';
  if (!isRecord(given.chosen)) return undefined;
  const users = optional(given.chosen, 'users', textsOf);
  const departments = optional(given.chosen, 'departments', numbersOf);
  const ids = optional(given.chosen, 'ids', textsOf);
  return { ...(users ? { users } : {}), ...(departments ? { departments } : {}), ...(ids ? { ids } : {}) };
}

/** What a person does on their device. */
export const peopleCommands: Handlers<
  'notices/read' | 'codes/issue' | 'mail/new' | 'logins/approve' | 'logins/deny' | 'answer'
> = {
  'notices/read'({ world }, given) {
    world.notices.markRead(textOf(given, 'cardId'));
    return {};
  },
  'codes/issue'({ world }, given) {
    const person = knownPerson(world, given);
    const kind = optional(given, 'kind', (from, name) => oneOf(from, name, ['jsapi', 'web', 'sso'])) ?? 'jsapi';
    if (kind === 'sso') return { code: world.grants.issueSsoCode(person.userId) };
    const appKey = optional(given, 'appKey', textOf) ?? [...world.apps.keys()][0] ?? '';
    if (!world.apps.get(appKey)) throw new ControlRefusal(404, `没有应用 ${appKey}`, `There is no app ${appKey}`);
    if (kind === 'jsapi') return { code: world.codes.issue(person.userId, appKey) };
    const { corpId } = world.organisation;
    return { code: world.grants.issueWebCode({ appKey, unionId: person.unionId, corpId }) };
  },
  async 'mail/new'({ world, onNewMail }, given) {
    const person = knownPerson(world, given);
    if (!onNewMail) throw new ControlRefusal(409, '这里没有邮件服务器', 'There is no mail server here');
    try {
      await onNewMail(person.userId);
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      throw new ControlRefusal(502, words, words);
    }
    return {};
  },
  'logins/approve'({ world }, given) {
    const login = loginOf(world, given);
    if (!approveLogin(decideDeps(world), login, textOf(given, 'userId')))
      throw new ControlRefusal(404, '没有这个成员', 'There is no such person');
    return {};
  },
  'logins/deny'({ world }, given) {
    denyLogin(world, loginOf(world, given));
    return {};
  },
  answer({ world, container }, given) {
    const { userId } = knownPerson(world, given);
    const pageId = optional(given, 'pageId', textOf);
    const chosen = chosenOf(given);
    return container(
      userId,
      oneOf(given, 'device', devices),
      anyText(given, 'pageUrl'),
      textOf(given, 'method'),
      given.params,
      {
        ...(pageId === undefined ? {} : { pageId }),
        ...(chosen === undefined ? {} : { chosen }),
      },
    );
  },
};
