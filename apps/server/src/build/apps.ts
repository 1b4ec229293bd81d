import { parseServerAddress, providerById } from '@hongyan/mail';
import type { Config } from '../config.ts';
import { type AppsService, createApps } from '../features/apps/service.ts';
import type { Log } from '../platform/log/types.ts';
import type { Platform } from '../platform/open.ts';

/** The registered apps over a platform: for the server, and for a command beside it. */
export const buildApps = (
  platform: Omit<Platform, 'close' | 'notifier'>,
  config: Config,
  log: Log,
  publicUrl: () => string,
): AppsService =>
  createApps({
    ...platform,
    log,
    publicUrl,
    dingtalk: config.dingtalk,
    catalogue: { providerById, parseServerAddress },
  });
