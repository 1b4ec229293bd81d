import { randomInt } from 'node:crypto';
import { AppError, type CorpId, parseCorpId } from '@hongyan/kit';
import type { Db } from '../../platform/db/types.ts';
import type { Events } from '../../platform/events/types.ts';
import type { Log } from '../../platform/log/types.ts';
import type { CorpVault, Vault } from '../../platform/vault/types.ts';
import { toConsoleValues } from './console-values.ts';
import { type MailCatalogue, parseNewApp } from './parse-new-app.ts';
import { type AppRow, deleteApp, readApp, writeApp } from './store.ts';
import type { App, ConsoleValues, MailService, NewApp } from './types.ts';

export interface AppsDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly events: Events;
  readonly log: Log;
  readonly catalogue: MailCatalogue;
  /** The product's own address, for apps without one. */
  readonly publicUrl: () => string;
  readonly dingtalk: { readonly oapiUrl: string; readonly apiUrl: string; readonly loginUrl: string };
}

/** The registered apps. Reading is cached; `app.changed` drops the cache in every process. */
export interface AppsService {
  get(corpId: CorpId): Promise<App | undefined>;
  list(): Promise<readonly App[]>;
  /** Registers an app, or changes the one of this corp; asks nobody outside. */
  add(entered: NewApp): Promise<ConsoleValues>;
  show(corpId: CorpId): Promise<ConsoleValues | undefined>;
  remove(corpId: CorpId): Promise<boolean>;
}

export function createApps(deps: AppsDeps): AppsService {
  const cache = new Map<CorpId, Promise<App | undefined>>();
  deps.events.subscribe('app.changed', ({ corpId }) => void cache.delete(corpId));
  deps.events.onGap(() => cache.clear());

  async function load(corpId: CorpId): Promise<App | undefined> {
    const found = await deps.db.inCorp(corpId, readApp);
    return found && open(found.row, found.mailServices, await deps.vault.forCorp(corpId));
  }

  function open(row: AppRow, mailServices: readonly MailService[], vault: CorpVault): App {
    return {
      corpId: row.corp_id as CorpId,
      agentId: row.agent_id,
      appKey: row.app_key,
      appSecret: deps.vault.secret(vault.open(bindings.secret, row.app_secret)),
      eventToken: vault.open(bindings.token, row.event_token).toString(),
      eventAesKey: deps.vault.secret(vault.open(bindings.aesKey, row.event_aes_key)),
      publicUrl: row.public_url ?? deps.publicUrl(),
      oapiUrl: row.oapi_url,
      apiUrl: row.api_url,
      loginUrl: row.login_url,
      paused: row.paused,
      eventMode: row.event_mode,
      ...(row.address_pattern === null ? {} : { addressPattern: row.address_pattern }),
      callbackRanges: row.callback_ranges,
      consoleRanges: row.console_ranges,
      mailServices,
    };
  }

  const service: AppsService = {
    async get(corpId) {
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
    },
    async list() {
      const apps = await Promise.all((await deps.db.listCorps()).map((corpId) => service.get(corpId)));
      return apps.filter((app) => app !== undefined);
    },
    async add(entered) {
      const checked = parseNewApp(entered, deps.catalogue);
      if (!('corpId' in checked)) throw new AppError('request.invalid', { detail: checked.join('\n') });
      const { corpId, mailService, publicUrl } = checked;
      const vault = await deps.vault.forCorp(corpId);
      await deps.db.inCorp(corpId, async (tx) => {
        const before = (await readApp(tx))?.row;
        const row: AppRow = {
          corp_id: corpId,
          agent_id: entered.agentId,
          app_key: entered.appKey,
          app_secret: vault.seal(bindings.secret, entered.appSecret.reveal().trim()),
          // Kept on a change: they stand in DingTalk's console already.
          event_token: before?.event_token ?? vault.seal(bindings.token, randomText(16)),
          event_aes_key: before?.event_aes_key ?? vault.seal(bindings.aesKey, randomText(43)),
          public_url: publicUrl ?? before?.public_url ?? null,
          oapi_url: entered.oapiUrl ?? deps.dingtalk.oapiUrl,
          api_url: entered.apiUrl ?? deps.dingtalk.apiUrl,
          login_url: entered.loginUrl ?? deps.dingtalk.loginUrl,
          paused: before?.paused ?? false,
          event_mode: before?.event_mode ?? 'push',
          address_pattern: before?.address_pattern ?? null,
          callback_ranges: before?.callback_ranges ?? [],
          console_ranges: before?.console_ranges ?? [],
        };
        await writeApp(tx, row, mailService);
        deps.events.publish(tx, { kind: 'app.changed', corpId });
      });
      cache.delete(corpId);
      if (mailService.tlsMode === 'legacy')
        deps.log.warn('old TLS is allowed for a mail service', { corpId, domain: mailService.domain });
      const app = await service.get(corpId);
      if (!app) throw new AppError('internal.error');
      return toConsoleValues(app);
    },
    async show(corpId) {
      const app = await service.get(corpId);
      return app && toConsoleValues(app);
    },
    async remove(corpId) {
      const removed = await deps.db.inCorp(corpId, async (tx) => {
        const done = await deleteApp(tx, corpId);
        deps.events.publish(tx, { kind: 'app.changed', corpId });
        return done;
      });
      cache.delete(corpId);
      return removed;
    },
  };
  return service;
}

const bindings = {
  secret: { purpose: 'app-secret', owner: 'app' },
  token: { purpose: 'app-secret', owner: 'event-token' },
  aesKey: { purpose: 'app-secret', owner: 'event-aes-key' },
} as const;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** DingTalk takes letters and digits only, 3 to 32 for the token and exactly 43 for the key (dingtalk-api.md §6.1). */
const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The corp named on a command line or in an address, or a refusal. */
export function requireCorpId(text: string): CorpId {
  const corpId = parseCorpId(text);
  if (!corpId) throw new AppError('request.invalid', { detail: `corp id "${text}"` });
  return corpId;
}
