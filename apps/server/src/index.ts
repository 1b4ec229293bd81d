import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildServer } from './build/index.ts';
import type { Config } from './config.ts';
import type { ConsoleValues, NewApp } from './features/apps/types.ts';
import { createLog } from './platform/log/log.ts';
import type { Log } from './platform/log/types.ts';
import { removeRunFile, writeRunFile } from './platform/run-file.ts';
import { choosePort } from './port.ts';

/** The server's door: what the demo, the stories and the benches start. */
export { eraseCorp } from './build/erase-corp.ts';
export { type Config, readConfig } from './config.ts';
export type { ConsoleValues, NewApp } from './features/apps/types.ts';
export { runUntilSignal } from './lifetime.ts';
export { createLog } from './platform/log/log.ts';
export { setupBanner } from './setup-banner.ts';

export interface StartOptions {
  readonly config: Config;
  /** Further origins under which our pages are shown and framed (the demo's). */
  readonly extraOrigins?: readonly string[];
  /** The same as CSP sources, where a pattern says it shorter; default: the origins themselves. */
  readonly extraSources?: readonly string[];
  readonly log?: Log;
  /** Folder of the built web app; default `apps/web/dist`. */
  readonly webFolder?: string;
  /** Written into run.json beside our own facts, by name: what else runs with us. */
  readonly others?: Readonly<Record<string, string>>;
}

export interface RunningServer {
  /** Where it listens: `http://127.0.0.1:8080`. */
  readonly url: string;
  /** What browsers open. */
  readonly publicUrl: string;
  /** A one-time token for the console, while nobody has set anything up: to be printed, never logged. */
  firstSetupToken(): Promise<string | undefined>;
  hasApps(): Promise<boolean>;
  /** The corps that have an app registered. */
  corpIds(): Promise<readonly string[]>;
  addApp(app: NewApp): Promise<ConsoleValues>;
  /** Drains and ends everything, PostgreSQL last. May be called more than once. */
  stop(): Promise<void>;
}

const root = path.resolve(import.meta.dirname, '../../..');

/** The product's version, from the root package. */
export const version = (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string })
  .version;

/** Starts the whole product: database, features, web server. */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { config } = options;
  const log = options.log ?? createLog({ level: config.logLevel, terminal: process.stdout.isTTY === true });
  for (const name of config.unknownNames) log.warn('this setting is not known', { name });
  let port = await choosePort(config.listen);
  const publicUrl = () => config.publicUrl ?? `http://localhost:${port}`;
  const built = await buildServer({
    config,
    log,
    version,
    webFolder: options.webFolder ?? path.join(root, 'apps/web/dist'),
    extraOrigins: options.extraOrigins ?? [],
    extraSources: options.extraSources ?? options.extraOrigins ?? [],
    publicUrl,
    loopbackOrigins: () => (config.publicUrl ? [] : [`http://127.0.0.1:${port}`, `http://[::1]:${port}`]),
  });
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= removeRunFile(config.dataDir).then(() => built.stop());
    return stopping;
  };
  try {
    port = await built.http.listen(config.listen.host, port);
    const url = `http://${config.listen.host.includes(':') ? `[${config.listen.host}]` : config.listen.host}:${port}`;
    await built.start();
    await writeRunFile(config.dataDir, {
      pid: process.pid,
      url,
      publicUrl: publicUrl(),
      database: { appUrl: built.appUrl },
      ...(options.others ? { others: options.others } : {}),
    });
    if (!config.publicUrl && !isLoopback(config.listen.host))
      log.warn('other machines are refused until HONGYAN_PUBLIC_URL says under which address they come', {
        listen: url,
      });
    log.info('ready', { url: publicUrl(), listen: url, version, roles: [...config.roles].join(',') });
    return {
      url,
      publicUrl: publicUrl(),
      firstSetupToken: () => built.firstSetupToken(),
      hasApps: async () => (await built.apps.list()).length > 0,
      corpIds: async () => (await built.apps.list()).map((app) => app.corpId),
      addApp: (app) => built.apps.add(app),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');
