import type { DingTalkApp } from '@hongyan/dingtalk';
import type { CorpId } from '@hongyan/kit';
import { parseServerAddress } from '@hongyan/mail';
import { toConsoleValues } from '../features/apps/console-values.ts';
import type { App } from '../features/apps/types.ts';
import type { AuditLog } from '../features/audit/service.ts';
import type { DoctorDeps } from '../features/doctor/ports.ts';
import type { Core } from './ports.ts';

/** What the doctor asks of the product, running or not. */
export const toDoctorDeps = (
  core: Pick<Core, 'clock' | 'db' | 'log' | 'egress' | 'apps' | 'mailDial' | 'vault'>,
  rest: Pick<DoctorDeps, 'publicUrl' | 'directory' | 'channels' | 'usage'> & {
    readonly dingtalk: (corpId: CorpId) => Promise<DingTalkApp | undefined>;
    readonly audit: AuditLog;
  },
): DoctorDeps => ({
  clock: core.clock,
  db: core.db,
  log: core.log.child({ feature: 'doctor' }),
  egress: core.egress,
  apps: core.apps,
  mailDial: core.mailDial,
  parseServerAddress,
  valuesOf: (app) => toConsoleValues(app as App),
  prepare: core.vault.forCorp,
  ...rest,
});
