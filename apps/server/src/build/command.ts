import { setTimeout as sleep } from 'node:timers/promises';
import { paths } from '@hongyan/contract';
import { AppError, isAppError, systemClock } from '@hongyan/kit';
import type { Config } from '../config.ts';
import { createSetupTokens } from '../features/admin/setup-tokens.ts';
import type { AppsService } from '../features/apps/service.ts';
import { type AuditLog, createAudit, instance } from '../features/audit/service.ts';
import { lockFolder } from '../platform/db/folder-lock.ts';
import { prepareFolder } from '../platform/db/os-account.ts';
import type { Log } from '../platform/log/types.ts';
import { joinPlatform, openPlatform, type Platform } from '../platform/open.ts';
import { readRunFile } from '../platform/run-file.ts';
import { buildApps } from './apps.ts';

/** What a command works with. */
export interface CommandParts {
  readonly platform: Platform;
  readonly publicUrl: string;
  readonly audit: AuditLog;
  readonly apps: AppsService;
}

/** Gives a command the product that runs beside it, or, while none runs, the database that it starts itself. */
export async function withProduct<T>(config: Config, log: Log, run: (parts: CommandParts) => Promise<T>): Promise<T> {
  const { platform, publicUrl } = await open(config, log);
  const audit = createAudit({ ...platform, clock: systemClock });
  try {
    await platform.vault.forCorp(instance);
    const apps = buildApps(platform, audit, config, log, () => publicUrl);
    return await run({ platform, publicUrl, audit, apps });
  } finally {
    await platform.notifier.flush();
    await platform.close();
  }
}

/** A one-time token for the console, for whoever may run commands on this machine. */
export async function issueSetupToken({ platform, publicUrl, audit }: CommandParts) {
  const { token, expiresAt } = await createSetupTokens({ db: platform.db, clock: systemClock }).issue();
  await audit.note(instance, { actor: { kind: 'cli' }, act: 'setup_token.issued' });
  return { consoleUrl: `${publicUrl}${paths.admin}`, token, expiresAt: expiresAt.toISOString() };
}

async function open(config: Config, log: Log): Promise<{ platform: Platform; publicUrl: string }> {
  const ownUrl = config.publicUrl ?? `http://localhost:${config.listen.port}`;
  if (config.databaseUrl) return { platform: await openPlatform(config, log), publicUrl: ownUrl };
  if (!(await isHeld(config.dataDir))) return { platform: await openPlatform(config, log), publicUrl: ownUrl };
  // It may be starting just now: it says where its database is once it is ready.
  for (let tries = 0; tries < 120; tries += 1) {
    const facts = await readRunFile(config.dataDir);
    const platform = facts && (await joinPlatform(config, facts.database.appUrl, log).catch(ignoreAway));
    if (platform) return { platform, publicUrl: config.publicUrl ?? facts.publicUrl };
    if (!(await isHeld(config.dataDir))) return { platform: await openPlatform(config, log), publicUrl: ownUrl };
    await sleep(250);
  }
  throw new AppError('config.invalid', {
    detail: `a process holds ${config.dataDir} and does not say where its database is`,
  });
}

async function isHeld(folder: string): Promise<boolean> {
  await prepareFolder(folder);
  const lock = await lockFolder(folder);
  await lock?.release();
  return lock === undefined;
}

/** What is said of a database that is not there (any more) counts as not said. */
function ignoreAway(error: unknown): undefined {
  if (isAppError(error)) throw error;
  return undefined;
}
