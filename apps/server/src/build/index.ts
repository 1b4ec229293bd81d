import { systemClock } from '@hongyan/kit';
import type { Config } from '../config.ts';
import { createCallMeter } from '../features/apps/call-meter.ts';
import type { AppsService } from '../features/apps/service.ts';
import { createAudit, instance } from '../features/audit/service.ts';
import { holdMember, holdPerson } from '../features/directory/store.ts';
import { createConsoleSessions } from '../http/console-sessions.ts';
import { createOrigins } from '../http/origins.ts';
import { createHttpServer, type HttpServer } from '../http/server.ts';
import { createSessions } from '../http/sessions.ts';
import { createStaticApp } from '../http/static-app.ts';
import { createEgress } from '../platform/egress/egress.ts';
import type { Log } from '../platform/log/types.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { openPlatform } from '../platform/open.ts';
import { openQueue } from '../platform/queue/queue.ts';
import { removeRunFile } from '../platform/run-file.ts';
import { buildAdminFeatures } from './admin-features.ts';
import { buildApps } from './apps.ts';
import { buildEventFeatures } from './event-features.ts';
import { buildMailFeatures } from './mail-features.ts';
import { buildMemberFeatures } from './member-features.ts';
import { createDingTalkByCorp, createMailDial } from './outside.ts';
import { silentWhilePaused, unwatchedWhilePaused } from './pause.ts';
import type { Core, MailPorts, MemberPorts } from './ports.ts';

export interface BuildOptions {
  readonly config: Config;
  readonly log: Log;
  readonly version: string;
  /** Folder of the built web app. */
  readonly webFolder: string;
  /** Further origins under which the app is shown (the demo's). */
  readonly extraOrigins: readonly string[];
  /** The same as CSP sources. */
  readonly extraSources: readonly string[];
  /** The product's own address; known once it listens. */
  readonly publicUrl: () => string;
  /** Also ours while no public URL was set: the loopback addresses of the port. */
  readonly loopbackOrigins: () => readonly string[];
}

/** The whole product, wired and not yet listening. */
export interface BuiltServer {
  readonly http: HttpServer;
  readonly apps: AppsService;
  readonly appUrl: string;
  /** A one-time token for the console, where nobody has set anything up. */
  firstSetupToken(): Promise<string | undefined>;
  /** Takes jobs and starts watches. */
  start(): Promise<void>;
  /** Drains in order: requests, features, queue, database. */
  stop(): Promise<void>;
}

/** The one place that wires everything. */
export async function buildServer(options: BuildOptions): Promise<BuiltServer> {
  const { config, log } = options;
  const platform = await openPlatform(config, log);
  // What a process that was killed said of itself holds no longer; nobody else holds the folder now.
  await removeRunFile(config.dataDir);
  const { db, vault, events, notifier, database } = platform;
  const queue = await openQueue({ pool: database.pool, notifier, log, alone: database.embedded !== undefined });
  const egress = createEgress();
  const clock = systemClock;
  const audit = createAudit({ db, vault, clock });
  await vault.forCorp(instance);
  const apps = buildApps(platform, audit, config, log, options.publicUrl);
  const sessions = createSessions({ db, events, clock, holdMember });
  const consoleSessions = createConsoleSessions({ db, vault, clock, holdPerson });
  const meter = createCallMeter({ db, clock, log });
  const core: Core = {
    clock,
    db,
    queue,
    events,
    vault,
    egress,
    log,
    apps,
    sessions,
    audit,
    endConsoleSessions: consoleSessions.endOf,
    keepConsoleSessions: consoleSessions.endOthers,
    enterConsole: (...who) => admin.signIn.asAdministrator(...who),
    dingtalk: createDingTalkByCorp({ apps, db, vault, events, egress, clock, meter }),
    mailDial: (service) => createMailDial(egress, service),
    mailCheckMs: config.mailCheckMs,
  };

  const member = buildMemberFeatures(core, (): MailPorts => mail.ports);
  const mail = buildMailFeatures(silentWhilePaused(core), (): MemberPorts => unwatchedWhilePaused(apps, member.ports));
  const dingtalkEvents = buildEventFeatures(core, () => member.ports, { onAdminsChanged: consoleSessions.endOf });
  const admin = buildAdminFeatures({
    core,
    apps,
    audit,
    sessions: consoleSessions,
    consoleAllow: config.consoleAllow,
    member: () => member.ports,
    mail: () => mail.ports,
    channels: () => dingtalkEvents.channels,
    usage: meter.usage,
    publicUrl: options.publicUrl,
  });

  const appOrigins = await followAppOrigins(apps, core);
  const origins = createOrigins(() => [
    options.publicUrl(),
    ...appOrigins(),
    ...options.extraOrigins,
    ...options.loopbackOrigins(),
  ]);
  let started = false;
  const http = createHttpServer({
    routes: config.roles.has('http')
      ? [...member.routes, ...mail.routes, ...dingtalkEvents.routes, ...admin.routes]
      : [],
    sessions,
    consoleDoor: admin.door,
    consoleBoot: async () => ({ publicUrl: options.publicUrl(), ...(await admin.boot()) }),
    origins,
    staticApp: createStaticApp({
      folder: options.webFolder,
      frameAncestors: [config.frameAncestors, ...options.extraSources].join(' '),
      extraImageOrigins: options.extraSources,
    }),
    findApp: (corpId) => apps.get(corpId),
    version: options.version,
    log,
    metrics: createMetrics(),
    trustedProxies: config.trustedProxies,
    isReady: async () => {
      if (started) await db.inSystem(async () => undefined);
      return started;
    },
  });

  return {
    http,
    apps,
    appUrl: database.appUrl,
    firstSetupToken: async () => ((await admin.boot()).untouched ? (await admin.tokens.issue()).token : undefined),
    async start() {
      await member.start(config.roles);
      await mail.start(config.roles);
      await dingtalkEvents.start(config.roles);
      await admin.start(config.roles);
      started = true;
    },
    async stop() {
      started = false;
      await http.drain(10_000);
      await admin.stop();
      await dingtalkEvents.stop();
      await mail.stop();
      await member.stop();
      await meter.stop();
      await queue.stop();
      await egress.close();
      await platform.close();
    },
  };
}

/** The public URLs of the apps that have their own, kept up to date. */
async function followAppOrigins(apps: AppsService, core: Core): Promise<() => readonly string[]> {
  let origins: readonly string[] = [];
  const read = async () => {
    origins = (await apps.list()).map((app) => app.publicUrl);
  };
  const again = () =>
    void read().catch((error: unknown) => core.log.warn('the public URLs of the apps could not be read', { error }));
  core.events.subscribe('app.changed', again);
  core.events.onGap(again);
  await read();
  return () => origins;
}
