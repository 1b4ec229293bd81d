import type { DirectoryState } from '@hongyan/contract';
import type { DingTalkApp } from '@hongyan/dingtalk';
import { type CorpId, systemClock } from '@hongyan/kit';
import { parseServerAddress } from '@hongyan/mail';
import { sql } from 'kysely';
import { createCallMeter } from '../features/apps/call-meter.ts';
import { toConsoleValues } from '../features/apps/console-values.ts';
import type { App } from '../features/apps/types.ts';
import type { AuditLog } from '../features/audit/service.ts';
import { readChannel } from '../features/callback/channel.ts';
import type { DoctorDeps } from '../features/doctor/ports.ts';
import { createDoctor, type Doctor } from '../features/doctor/service.ts';
import type { Db } from '../platform/db/types.ts';
import { createEgress } from '../platform/egress/egress.ts';
import type { Log } from '../platform/log/types.ts';
import type { CommandParts } from './command.ts';
import { createDingTalkByCorp, createMailDial } from './outside.ts';
import type { Core, MailServiceRecord } from './ports.ts';

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

/** The doctor of a command: beside a product that runs, or on its database while none does. */
export function openDoctorBeside(
  { platform, publicUrl, audit, apps }: CommandParts,
  log: Log,
): { readonly doctor: Doctor; close(): Promise<void> } {
  const clock = systemClock;
  const egress = createEgress();
  const meter = createCallMeter({ db: platform.db, clock, log });
  const dingtalk = createDingTalkByCorp({ ...platform, apps, egress, clock, meter });
  const core = {
    ...platform,
    clock,
    log,
    egress,
    apps,
    mailDial: (service: MailServiceRecord) => createMailDial(egress, service),
  };
  const doctor = createDoctor(
    toDoctorDeps(core, {
      dingtalk,
      audit,
      publicUrl: () => publicUrl,
      usage: meter.usage,
      directory: () => ({ state: (corpId) => countCopied(platform.db, corpId) }),
      channels: () => ({
        state: (corpId) => readChannel({ apps, clock, db: platform.db }, { flush: async () => undefined }, corpId),
      }),
    }),
  );
  return {
    doctor,
    async close() {
      await meter.stop();
      await egress.close();
    },
  };
}

/** How much of the directory has been copied. */
async function countCopied(db: Db, corpId: CorpId): Promise<DirectoryState> {
  const { rows } = await db.inCorp(corpId, (tx) =>
    sql<{ members: number; departments: number }>`
      select (select count(*)::int from members where corp_id = ${corpId} and state <> 'left') as members,
             (select count(*)::int from departments where corp_id = ${corpId}) as departments`.execute(tx.sql),
  );
  return { members: rows[0]?.members ?? 0, departments: rows[0]?.departments ?? 0, missingFields: [] };
}
