import { AppError, type CorpId, parseCorpId } from '@hongyan/kit';
import { toConsoleValues } from './console-values.ts';
import { createAppEditor } from './editor.ts';
import type { Actor, AppsDeps } from './ports.ts';
import { openApp } from './secrets.ts';
import { readApp } from './store.ts';
import type { App, ConsoleValues, NewApp } from './types.ts';

/** The registered apps. Reading is cached; `app.changed` drops the cache in every process. */
export interface AppsService {
  get(corpId: CorpId): Promise<App | undefined>;
  list(): Promise<readonly App[]>;
  show(corpId: CorpId): Promise<ConsoleValues | undefined>;
  /** Registers an app, or changes the one of this corp; asks nobody outside. */
  add(entered: NewApp, by?: Actor): Promise<ConsoleValues>;
  /** Registers an app; `app.exists` where the corp has one. */
  create(entered: NewApp, by: Actor, agentIdText?: string): Promise<App>;
  /** Changes the app of a corp; an empty secret leaves the stored one. */
  edit(corpId: CorpId, entered: NewApp, by: Actor, agentIdText?: string): Promise<App>;
  setPaused(corpId: CorpId, paused: boolean, by: Actor): Promise<App>;
  /** Fresh token and key; the old ones stop at once. */
  renewEventKeys(corpId: CorpId, by: Actor): Promise<App>;
  setEventMode(corpId: CorpId, mode: App['eventMode'], by: Actor): Promise<App>;
  setRanges(corpId: CorpId, purpose: 'console' | 'callback', ranges: readonly string[], by: Actor): Promise<App>;
  /** Removes the app and everything else of the corp. */
  remove(corpId: CorpId, by?: Actor): Promise<boolean>;
}

export function createApps(deps: AppsDeps): AppsService {
  const cache = new Map<CorpId, Promise<App | undefined>>();
  deps.events.subscribe('app.changed', ({ corpId }) => void cache.delete(corpId));
  deps.events.onGap(() => cache.clear());

  async function load(corpId: CorpId): Promise<App | undefined> {
    const found = await deps.db.inCorp(corpId, readApp);
    if (!found) return undefined;
    return openApp(found.row, found.mailServices, await deps.vault.forCorp(corpId), deps.vault, deps.publicUrl());
  }

  async function get(corpId: CorpId): Promise<App | undefined> {
    let app = cache.get(corpId);
    if (!app) {
      app = load(corpId);
      cache.set(corpId, app);
      app.then(
        (found) => found || cache.delete(corpId),
        () => cache.delete(corpId),
      );
    }
    return app;
  }

  /** Reads what a change left behind. */
  async function readAnew(corpId: CorpId): Promise<App> {
    cache.delete(corpId);
    const app = await get(corpId);
    if (!app) throw new AppError('session.unknown_corp');
    return app;
  }

  const editor = createAppEditor(deps);
  return {
    get,
    async list() {
      const apps = await Promise.all((await deps.db.listCorps()).map((corpId) => get(corpId)));
      return apps.filter((app) => app !== undefined);
    },
    async show(corpId) {
      const app = await get(corpId);
      return app && toConsoleValues(app);
    },
    add: async (entered, by = { kind: 'cli' }) => toConsoleValues(await readAnew(await editor.put(entered, by))),
    create: async (entered, by, text) => readAnew(await editor.create(entered, by, text)),
    edit: async (corpId, entered, by, text) => readAnew(await editor.edit(corpId, entered, by, text)),
    setPaused: async (...change) => readAnew(await editor.setPaused(...change)),
    renewEventKeys: async (...change) => readAnew(await editor.renewEventKeys(...change)),
    setEventMode: async (...change) => readAnew(await editor.setEventMode(...change)),
    setRanges: async (...change) => readAnew(await editor.setRanges(...change)),
    async remove(corpId, by = { kind: 'cli' }) {
      const removed = await editor.remove(corpId, by);
      cache.delete(corpId);
      return removed;
    },
  };
}

/** The corp named on a command line or in an address, or a refusal. */
export function requireCorpId(text: string): CorpId {
  const corpId = parseCorpId(text);
  if (!corpId) throw new AppError('request.invalid', { detail: `corp id "${text}"` });
  return corpId;
}
