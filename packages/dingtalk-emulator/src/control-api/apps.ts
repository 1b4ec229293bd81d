import type { EventSettings, VisibleScope } from '../model.ts';
import { checkUrl } from '../push/check-url.ts';
import type { AppChange } from '../state/app.ts';
import type { World } from '../state/world.ts';
import type { ControlDeps, Handlers } from './deps.ts';
import {
  anyText,
  ControlRefusal,
  fieldsOf,
  flagOf,
  type Given,
  isRecord,
  numbersOf,
  oneOf,
  optional,
  recordOf,
  textOf,
  textsOf,
} from './input.ts';

function visibleScopeOf(given: Given, name: string): VisibleScope {
  const scope = recordOf(given, name);
  return {
    departmentIds: numbersOf(scope, 'departmentIds'),
    userIds: textsOf(scope, 'userIds'),
    adminsOnly: flagOf(scope, 'adminsOnly'),
  };
}

function contactScopeOf(given: Given, name: string): { departmentIds: readonly number[]; userIds: readonly string[] } {
  const scope = recordOf(given, name);
  return { departmentIds: numbersOf(scope, 'departmentIds'), userIds: textsOf(scope, 'userIds') };
}

const changeable = {
  name: textOf,
  description: anyText,
  homeUrl: anyText,
  pcHomeUrl: anyText,
  published: flagOf,
  egressIps: textsOf,
  redirectUrls: textsOf,
  permissions: textsOf,
  contactScope: contactScopeOf,
  visibleScope: visibleScopeOf,
  ssoSecret: textOf,
};

function mustHave(world: World, appKey: string) {
  const app = world.apps.get(appKey);
  if (!app) throw new ControlRefusal(404, `没有 AppKey 为 ${appKey} 的应用`, `There is no app ${appKey}`);
  return app;
}

function eventsOf(given: Given): EventSettings | undefined {
  if (!isRecord(given.events)) return undefined;
  const settings = given.events;
  const url = optional(settings, 'url', anyText);
  const token = optional(settings, 'token', anyText);
  const aesKey = optional(settings, 'aesKey', anyText);
  return {
    mode: oneOf(settings, 'mode', ['push', 'stream']),
    types: textsOf(settings, 'types'),
    ...(url === undefined ? {} : { url }),
    ...(token === undefined ? {} : { token }),
    ...(aesKey === undefined ? {} : { aesKey }),
  };
}

/** Ticking events alone does not ask the address again. */
const onlyTicks = (now: EventSettings | undefined, next: EventSettings): boolean =>
  now?.mode === 'push' &&
  now.url === next.url &&
  now.token === next.token &&
  now.aesKey === next.aesKey &&
  now.types.join() !== next.types.join();

async function saveEvents(
  { world }: ControlDeps,
  given: Given,
): Promise<{ ok: boolean; problem?: { zh: string; en: string } }> {
  const app = mustHave(world, textOf(given, 'appKey'));
  const events = eventsOf(given);
  if (events?.mode === 'push' && !onlyTicks(app.events, events)) {
    const problem = await checkUrl(events, app.appKey, { now: world.clock.now, switches: world.switches });
    if (problem) return { ok: false, problem };
  }
  world.apps.setEvents(app.appKey, events);
  return { ok: true };
}

/** 应用开发 of the developer console. */
export const appCommands: Handlers<
  'apps/create' | 'apps/change' | 'apps/reset-secret' | 'apps/remove' | 'apps/events' | 'apps/publish'
> = {
  'apps/create'({ world }, given) {
    const description = optional(given, 'description', anyText);
    const app = world.apps.create({
      name: textOf(given, 'name'),
      ...(description === undefined ? {} : { description }),
    });
    return { appKey: app.appKey };
  },
  'apps/change'({ world }, given) {
    const { appKey } = mustHave(world, textOf(given, 'appKey'));
    world.apps.change(appKey, fieldsOf(recordOf(given, 'change'), changeable) as AppChange);
    return {};
  },
  'apps/reset-secret'({ world }, given) {
    const { appKey } = mustHave(world, textOf(given, 'appKey'));
    world.apps.resetSecret(appKey);
    return {};
  },
  'apps/remove'({ world }, given) {
    const { appKey } = mustHave(world, textOf(given, 'appKey'));
    world.apps.remove(appKey);
    return {};
  },
  'apps/events': saveEvents,
  'apps/publish'({ world }, given) {
    const { appKey } = mustHave(world, textOf(given, 'appKey'));
    world.apps.publish(appKey, textOf(given, 'version'), optional(given, 'visibleScope', visibleScopeOf));
    return {};
  },
};
