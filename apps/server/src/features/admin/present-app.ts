import type { AppDetail, AppRow, DoctorCheck } from '@hongyan/contract';
import type { AppRecord } from '../../build/ports.ts';
import type { AdminDeps } from './ports.ts';

/** One line of the list of apps. */
export async function presentAppRow(deps: AdminDeps, app: AppRecord): Promise<AppRow> {
  const { corpId } = app;
  const [counts, bound, checks] = await Promise.all([
    deps.directory().counts(corpId),
    deps.bindings().list(corpId),
    deps.checkup(corpId),
  ]);
  const service = app.mailServices[0];
  const provider = deps.providers.find(({ id }) => id === service?.providerId);
  const doctor = summarise(checks);
  return {
    corpId,
    agentId: app.agentId,
    appKey: app.appKey,
    domains: app.mailServices.map(({ domain }) => domain),
    providerName: provider?.name ?? { zh: service?.providerId ?? '', en: service?.providerId ?? '' },
    paused: app.paused,
    members: counts.active + counts.inactive + counts.out_of_scope,
    bound: new Set(bound.map(({ memberId }) => memberId)).size,
    ...(doctor ? { doctor } : {}),
  };
}

function summarise(checks: readonly DoctorCheck[]): AppRow['doctor'] {
  const at = checks.reduce((latest, check) => (check.at !== undefined && check.at > latest ? check.at : latest), '');
  if (at === '') return undefined;
  const count = (...states: readonly DoctorCheck['state'][]) =>
    checks.filter(({ state }) => states.includes(state)).length;
  return { passed: count('passed', 'warning'), failed: count('failed'), notTested: count('not_tested'), at };
}

/** Everything of one app that the console shows. */
export async function presentApp(deps: AdminDeps, app: AppRecord): Promise<AppDetail> {
  const [row, eventChannel] = await Promise.all([presentAppRow(deps, app), deps.channels().state(app.corpId)]);
  const values = deps.apps.valuesOf(app);
  const service = app.mailServices[0];
  return {
    ...row,
    publicUrl: app.publicUrl,
    mailService: service ?? { domain: '', providerId: '', imap: '', smtp: '', onPremise: false, tlsMode: 'modern' },
    ...(app.addressPattern === undefined ? {} : { addressPattern: app.addressPattern }),
    values: {
      homeUrl: values.homeUrl,
      pcHomeUrl: values.pcHomeUrl,
      redirectUrl: values.redirectUrl,
      egressIps: values.egressIps,
      permissions: values.permissions,
      eventUrl: values.eventUrl,
      eventToken: app.eventToken,
      eventAesKey: app.eventAesKey.reveal(),
      events: values.events,
    },
    eventChannel,
    callbackRanges: app.callbackRanges,
    consoleRanges: app.consoleRanges,
  };
}
