import { randomBytes, randomUUID } from 'node:crypto';
import type { EmulatorApp, EventSettings, VisibleScope } from '../model.ts';
import { permissionPoints } from '../permission-points.ts';
import type { App, AppChange } from './app.ts';
import type { Memory } from './memory.ts';
import { Refused } from './refused.ts';
import type { Saved } from './saved.ts';

/** The organisation's self-built apps, as its developer console keeps them. */
export interface Apps {
  get(appKey: string): App | undefined;
  byAgent(agentId: number): App | undefined;
  values(): Iterable<App>;
  keys(): Iterable<string>;
  readonly size: number;
  /** A new app as the console makes it: unpublished, with the permissions that are on by default. */
  create(given: { readonly name: string; readonly description?: string }): App;
  /** An app as a test gives it: whatever is absent is granted. */
  register(given: EmulatorApp): App;
  change(appKey: string, change: AppChange): App;
  setEvents(appKey: string, events: EventSettings | undefined): App;
  resetSecret(appKey: string): App;
  publish(appKey: string, version: string, visibleScope?: VisibleScope): App;
  remove(appKey: string): void;
  onChange(listener: () => void): () => void;
}

const everyone: VisibleScope = { departmentIds: [1], userIds: [], adminsOnly: false };
const everything = { departmentIds: [1], userIds: [] };
const digits = (length: number): string =>
  Array.from(randomBytes(length), (byte, at) => String(at === 0 ? 1 + (byte % 9) : byte % 10)).join('');
const letters = (length: number): string =>
  Array.from(randomBytes(length), (byte) => 'abcdefghijklmnopqrstuvwxyz0123456789'[byte % 36]).join('');

export function createApps(memory: Saved<Memory>): Apps {
  const byKey = new Map<string, App>(memory.value.madeApps.map((app) => [app.appKey, app]));
  const made = new Set(byKey.keys());
  const listeners = new Set<() => void>();
  // The SSO secret is the organisation's, not the app's (§1.6).
  const ssoSecret = letters(64);

  const changed = (): void => {
    memory.value.madeApps = [...byKey.values()].filter(({ appKey }) => made.has(appKey));
    memory.save();
    for (const listener of [...listeners]) listener();
  };
  const put = (app: App): App => {
    byKey.set(app.appKey, app);
    changed();
    return app;
  };
  const mustBe = (appKey: string): App => {
    const app = byKey.get(appKey);
    if (!app) throw new Refused(`没有 AppKey 为 ${appKey} 的应用`, `There is no app ${appKey}`);
    return app;
  };
  const complete = (given: EmulatorApp): App => ({
    ...given,
    description: given.description ?? '',
    published: given.published ?? true,
    egressIps: given.egressIps ?? [],
    permissions: given.permissions ?? permissionPoints.map(({ code }) => code),
    contactScope: given.contactScope ?? everything,
    visibleScope: given.visibleScope ?? everyone,
    ssoSecret: given.ssoSecret ?? ssoSecret,
    unifiedAppId: byKey.get(given.appKey)?.unifiedAppId ?? randomUUID(),
    icon: '',
    adminUrl: '',
  });

  return {
    get: (appKey) => byKey.get(appKey),
    byAgent: (agentId) => [...byKey.values()].find((app) => app.agentId === agentId),
    values: () => byKey.values(),
    keys: () => byKey.keys(),
    get size() {
      return byKey.size;
    },
    create({ name, description }) {
      checkName(name);
      const appKey = `ding${letters(16)}`;
      made.add(appKey);
      return put(
        complete({
          agentId: Number(digits(10)),
          appKey,
          appSecret: letters(64),
          homeUrl: '',
          pcHomeUrl: '',
          name,
          description: description ?? '',
          published: false,
          permissions: permissionPoints.filter(({ byDefault }) => byDefault).map(({ code }) => code),
        }),
      );
    },
    register: (given) => put(complete(given)),
    change(appKey, change) {
      const before = mustBe(appKey);
      if (change.name !== undefined) checkName(change.name);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      return put({ ...before, ...given, appKey });
    },
    setEvents(appKey, events) {
      const { events: _, ...rest } = mustBe(appKey);
      return put({ ...rest, ...(events ? { events } : {}) });
    },
    resetSecret: (appKey) => put({ ...mustBe(appKey), appSecret: letters(64) }),
    publish(appKey, version, visibleScope) {
      const before = mustBe(appKey);
      if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Refused('版本号的格式是 1.0.0', 'A version reads 1.0.0');
      return put({ ...before, published: true, visibleScope: visibleScope ?? before.visibleScope });
    },
    remove(appKey) {
      mustBe(appKey);
      byKey.delete(appKey);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function checkName(name: string): void {
  if (!/^.{2,20}$/u.test(name.trim())) throw new Refused('应用名称为 2 到 20 个字', 'A name has 2 to 20 characters');
}
