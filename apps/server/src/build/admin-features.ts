import type { AppForm } from '@hongyan/contract';
import { type CorpId, Secret } from '@hongyan/kit';
import { providerById, providers } from '@hongyan/mail';
import { createAdmin } from '../features/admin/index.ts';
import type { AdminApps, BoundMailbox } from '../features/admin/ports.ts';
import { createSetupTokens, type SetupTokens } from '../features/admin/setup-tokens.ts';
import { toConsoleValues } from '../features/apps/console-values.ts';
import type { AppsService } from '../features/apps/service.ts';
import type { App, NewApp } from '../features/apps/types.ts';
import { buildAuditRoutes } from '../features/audit/routes.ts';
import { type AuditLog, instance } from '../features/audit/service.ts';
import { buildDoctorRoutes } from '../features/doctor/routes.ts';
import { createDoctor, type Doctor } from '../features/doctor/service.ts';
import type { ConsoleSessions } from '../http/console-sessions.ts';
import type { ConsoleDoor } from '../http/handler.ts';
import { readBoundMailboxes } from './bound-mailboxes.ts';
import { toDoctorDeps } from './doctor.ts';
import type { Core, EventChannels, FeatureSet, MailPorts, MemberPorts } from './ports.ts';

/** What the console is built from. */
export interface AdminParts {
  readonly core: Core;
  readonly apps: AppsService;
  readonly audit: AuditLog;
  readonly sessions: ConsoleSessions;
  readonly consoleAllow: readonly string[];
  readonly member: () => MemberPorts;
  readonly mail: () => MailPorts;
  readonly channels: () => EventChannels;
  /** Counted calls of a corp's month. */
  readonly usage: (corpId: CorpId) => Promise<{ readonly month: string; readonly calls: number }>;
  readonly publicUrl: () => string;
}
export interface AdminFeatures extends FeatureSet {
  readonly door: ConsoleDoor;
  readonly tokens: SetupTokens;
  readonly doctor: Doctor;
  readonly signIn: ReturnType<typeof createAdmin>['signIn'];
  /** What the page says before anybody has signed in. */
  boot(): Promise<{ readonly onlyCorpId?: CorpId; readonly untouched: boolean }>;
}

const tidyEveryMs = 6 * 3_600_000;

/** Audit log, doctor and console, plugged into everything that they show. */
export function buildAdminFeatures(parts: AdminParts): AdminFeatures {
  const { core, apps, audit, sessions } = parts;
  const { clock, db, vault } = core;
  const tokens = createSetupTokens({ db, clock });
  const keepAliveOf = async (corpId: CorpId, domain: string): Promise<BoundMailbox['keepAlive']> => {
    const service = (await apps.get(corpId))?.mailServices.find((one) => one.domain === domain);
    return (service && providerById(service.providerId)?.keepAlive) ?? 'idle';
  };

  const doctorDeps = toDoctorDeps(core, {
    dingtalk: core.dingtalk,
    audit,
    directory: () => parts.member().directory,
    channels: parts.channels,
    usage: parts.usage,
    publicUrl: parts.publicUrl,
  });
  const doctor = createDoctor(doctorDeps);

  const admin = createAdmin({
    clock,
    db,
    log: core.log.child({ feature: 'admin' }),
    apps: { ...toAdminApps(apps), valuesOf: (app) => toConsoleValues(app as App) },
    audit: { record: audit.record, note: audit.note, instance },
    sessions,
    tokens,
    dingtalk: core.dingtalk,
    prepare: vault.forCorp,
    consoleAllow: parts.consoleAllow,
    providers,
    bindings: () => ({
      list: async (corpId) =>
        Promise.all(
          (await readBoundMailboxes({ db, vault }, corpId)).map(async ({ domain, ...mailbox }) => ({
            ...mailbox,
            keepAlive: await keepAliveOf(corpId, domain),
          })),
        ),
      unbind: (...args) => parts.member().releases.unbind(...args),
    }),
    directory: () => parts.member().directory,
    states: (corpId, ids) => parts.mail().states(corpId, ids),
    channels: parts.channels,
    checkup: doctor.results,
  });

  const stopping = new AbortController();
  async function keepTidy(): Promise<void> {
    while (!stopping.signal.aborted) {
      await clock.sleep(tidyEveryMs, stopping.signal).catch(() => undefined);
      if (stopping.signal.aborted) return;
      for (const corpId of [instance, ...(await db.listCorps().catch(() => []))])
        await audit
          .forgetOld(corpId)
          .catch((error: unknown) => core.log.warn('old audit entries stay for now', { corpId, error }));
    }
  }

  return {
    routes: [
      ...admin.routes,
      ...buildAuditRoutes(audit, async (corpId) => (await apps.get(corpId)) !== undefined),
      ...buildDoctorRoutes(doctorDeps, doctor),
    ],
    doctor,
    tokens,
    signIn: admin.signIn,
    door: { find: sessions.find, admit: admin.guard.admit },
    async boot() {
      const [first, ...others] = await apps.list();
      return {
        ...(first && others.length === 0 ? { onlyCorpId: first.corpId } : {}),
        untouched: !first && !(await tokens.wasUsed()),
      };
    },
    async start(roles) {
      if (roles.has('sync')) void keepTidy();
    },
    stop: async () => stopping.abort(),
  };
}

const toAdminApps = (apps: AppsService): Omit<AdminApps, 'valuesOf'> => ({
  get: apps.get,
  list: apps.list,
  create: (form, by) => apps.create(toNewApp(form), by, form.agentId.trim()),
  edit: (corpId, form, by) => apps.edit(corpId, toNewApp(form), by, form.agentId.trim()),
  setPaused: apps.setPaused,
  renewEventKeys: apps.renewEventKeys,
  setEventMode: apps.setEventMode,
  setRanges: apps.setRanges,
  remove: apps.remove,
});

/** A form holds text only; what is copied out of DingTalk's console often has blanks around it. */
const toNewApp = (form: AppForm): NewApp => ({
  ...form,
  corpId: form.corpId.trim(),
  agentId: /^\d{1,15}$/.test(form.agentId.trim()) ? Number(form.agentId.trim()) : Number.NaN,
  appKey: form.appKey.trim(),
  appSecret: new Secret(form.appSecret.trim()),
});
