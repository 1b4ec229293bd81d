import { AppError, type CorpId } from '@hongyan/kit';
import type { CorpTx } from '../../platform/db/types.ts';
import { findOperatorOnly } from './operator-only.ts';
import { type CheckedApp, parseNewApp } from './parse-new-app.ts';
import type { Actor, AppsDeps } from './ports.ts';
import { type FormProblem, problem, toFields, toLines } from './problems.ts';
import { removeApp } from './remove.ts';
import { bindings, sealEventKeys } from './secrets.ts';
import { type AppRow, changeApp, readApp, removeMailService, writeApp } from './store.ts';
import type { App, NewApp } from './types.ts';

/** Every change of an app, each with its audit entry in one transaction. Answers whose app it was. */
export function createAppEditor(deps: AppsDeps) {
  function refuse(problems: readonly FormProblem[]): never {
    throw new AppError('app.invalid', {
      detail: toLines(problems),
      fields: toFields(problems),
    });
  }

  function check(entered: NewApp, options: Parameters<typeof parseNewApp>[2] = {}): CheckedApp {
    const checked = parseNewApp(entered, deps.catalogue, options);
    return 'corpId' in checked ? checked : refuse(checked);
  }

  async function write(
    tx: CorpTx,
    entered: NewApp,
    { corpId, mailService, publicUrl }: CheckedApp,
    before: AppRow | undefined,
  ): Promise<void> {
    const keys = await deps.vault.forCorp(corpId);
    const secret = entered.appSecret.reveal().trim();
    const row: AppRow = {
      corp_id: corpId,
      agent_id: entered.agentId,
      app_key: entered.appKey,
      app_secret: secret === '' && before ? before.app_secret : keys.seal(bindings.secret, secret),
      // Kept on a change: they stand in DingTalk's console already.
      ...(before ? { event_token: before.event_token, event_aes_key: before.event_aes_key } : sealEventKeys(keys)),
      public_url: publicUrl ?? (entered.publicUrl === undefined ? (before?.public_url ?? null) : null),
      oapi_url: entered.oapiUrl ?? before?.oapi_url ?? deps.dingtalk.oapiUrl,
      api_url: entered.apiUrl ?? before?.api_url ?? deps.dingtalk.apiUrl,
      login_url: entered.loginUrl ?? before?.login_url ?? deps.dingtalk.loginUrl,
      paused: before?.paused ?? false,
      event_mode: before?.event_mode ?? 'push',
      address_pattern:
        entered.addressPattern === undefined
          ? (before?.address_pattern ?? null)
          : entered.addressPattern.trim() || null,
      callback_ranges: before?.callback_ranges ?? [],
      console_ranges: before?.console_ranges ?? [],
    };
    await writeApp(tx, row, mailService);
    deps.events.publish(tx, { kind: 'app.changed', corpId });
    if (mailService.tlsMode === 'legacy')
      deps.log.warn('old TLS is allowed for a mail service', { corpId, domain: mailService.domain });
  }

  /** Which kinds of things an edit touched: names only, never values. */
  const describe = (entered: NewApp, before: AppRow, mailChanged: boolean) => ({
    agentId: entered.agentId !== before.agent_id,
    appKey: entered.appKey !== before.app_key,
    appSecret: entered.appSecret.reveal().trim() !== '',
    mail: mailChanged,
    oldTls: entered.tlsMode === 'legacy',
  });

  async function create(
    entered: NewApp,
    by: Actor,
    options: { agentIdText?: string | undefined; orChange?: boolean },
  ): Promise<CorpId> {
    const checked = check(entered, options.agentIdText === undefined ? {} : { agentIdText: options.agentIdText });
    await deps.vault.forCorp(checked.corpId);
    await deps.db.inCorp(checked.corpId, async (tx) => {
      const before = (await readApp(tx))?.row;
      if (before && !options.orChange) throw new AppError('app.exists');
      // Theirs was removed under them: registering one again is the operator's, as the first one was.
      if (!before && by.kind === 'admin') throw new AppError('request.not_found');
      await write(tx, entered, checked, before);
      await deps.audit.record(tx, {
        actor: by,
        act: before ? 'app.changed' : 'app.created',
        target: checked.corpId,
        detail: before
          ? describe(entered, before, true)
          : { domain: checked.mailService.domain, provider: entered.providerId, oldTls: entered.tlsMode === 'legacy' },
      });
    });
    return checked.corpId;
  }

  /** One column, one act. */
  async function change(
    corpId: CorpId,
    by: Actor,
    columns: Partial<Omit<AppRow, 'corp_id'>>,
    act: string,
    detail?: Readonly<Record<string, string | number | boolean>>,
  ): Promise<CorpId> {
    await deps.vault.forCorp(corpId);
    await deps.db.inCorp(corpId, async (tx) => {
      if (!(await changeApp(tx, columns))) throw new AppError('session.unknown_corp');
      await deps.audit.record(tx, { actor: by, act, target: corpId, ...(detail ? { detail } : {}) });
      deps.events.publish(tx, { kind: 'app.changed', corpId });
    });
    return corpId;
  }

  return {
    put: (entered: NewApp, by: Actor) => create(entered, by, { orChange: true }),
    create: (entered: NewApp, by: Actor, agentIdText?: string) => create(entered, by, { agentIdText }),

    async edit(corpId: CorpId, entered: NewApp, by: Actor, agentIdText = String(entered.agentId)): Promise<CorpId> {
      const checked = check(entered, { keepsSecret: true, agentIdText });
      await deps.vault.forCorp(corpId);
      await deps.db.inCorp(corpId, async (tx) => {
        const found = await readApp(tx);
        if (!found) throw new AppError('session.unknown_corp');
        const { row, mailServices } = found;
        const shown = mailServices[0];
        const { domain } = checked.mailService;
        const known = mailServices.find((service) => service.domain === domain);
        const problems: FormProblem[] = [];
        if (checked.corpId !== corpId)
          problems.push(
            problem('corpId', 'CorpId 不能改；换企业请新建应用。', 'The CorpId cannot change; register another app.'),
          );
        if (entered.appKey !== row.app_key && entered.appSecret.reveal().trim() === '')
          problems.push(
            problem(
              'appSecret',
              '换了 AppKey，请把它的 AppSecret 也填上。',
              'The AppKey is another one: enter its AppSecret too.',
            ),
          );
        const mailBefore = known ?? shown;
        const isBound = mailBefore !== undefined && (await deps.isDomainInUse(tx, mailBefore.domain));
        if (!known && shown && isBound)
          problems.push(
            problem(
              'mailDomain',
              `已有邮箱绑定在 ${shown.domain}，不能改成别的域。`,
              `Mailboxes are bound in ${shown.domain}: it cannot become another domain.`,
            ),
          );
        problems.push(
          ...findOperatorOnly(by, {
            appKey: [row.app_key, entered.appKey],
            mail: [mailBefore, checked.mailService],
            isBound: known !== undefined && isBound,
          }),
        );
        if (problems.length > 0) refuse(problems);
        if (!known && shown) await removeMailService(tx, shown.domain);
        await write(tx, entered, checked, row);
        const mailChanged = JSON.stringify(known) !== JSON.stringify(checked.mailService);
        const detail = describe(entered, row, mailChanged);
        await deps.audit.record(tx, { actor: by, act: 'app.changed', target: corpId, detail });
      });
      return corpId;
    },

    setPaused: (corpId: CorpId, paused: boolean, by: Actor) =>
      change(corpId, by, { paused }, paused ? 'app.paused' : 'app.resumed'),

    renewEventKeys: async (corpId: CorpId, by: Actor) =>
      change(corpId, by, sealEventKeys(await deps.vault.forCorp(corpId)), 'app.event_keys_renewed'),

    setEventMode: (corpId: CorpId, mode: App['eventMode'], by: Actor) =>
      change(corpId, by, { event_mode: mode }, 'app.event_channel_changed', { mode }),

    setRanges: (corpId: CorpId, purpose: 'console' | 'callback', ranges: readonly string[], by: Actor) =>
      change(
        corpId,
        by,
        purpose === 'console' ? { console_ranges: [...ranges] } : { callback_ranges: [...ranges] },
        'app.allow_list_changed',
        { purpose, ranges: ranges.length },
      ),

    remove: (corpId: CorpId, by: Actor) => removeApp(deps, corpId, by),
  };
}
