import type { AppDetail, AppFormField, AppForm as Entered, ProviderChoice } from '@hongyan/contract';
import { useEffect, useRef, useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { showSnack } from '../../ui/snackbar.tsx';
import { api } from '../api.ts';
import { boot } from '../boot.ts';
import { Card } from '../parts/card.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { go } from '../router.tsx';
import { chooseCorp, reloadSession, session } from '../session.ts';
import { useLoad } from '../use-load.ts';
import s from './app-form.module.css';
import { appsText } from './apps-text.ts';
import { checkForm, tidyForm } from './check-form.ts';
import { CredentialFields } from './credential-fields.tsx';
import { MailFields } from './mail-fields.tsx';

const empty: Entered = { corpId: '', agentId: '', appKey: '', appSecret: '', mailDomain: '', providerId: '' };

/** The form of an app: a new one, or the one of `corpId`. */
export function AppForm({ corpId }: { readonly corpId?: string }) {
  const t = appsText();
  const providers = useLoad('providers', api.providers);
  const known = useLoad(`app ${corpId ?? ''}`, (signal) =>
    corpId ? api.app(corpId, signal) : Promise.resolve({ ok: true as const, value: undefined }),
  );
  const failure = providers.failure ?? known.failure;
  const ready = providers.value && (!corpId || known.value);
  return (
    <Page
      title={corpId ? t.editTitle : t.createTitle}
      trail={[{ label: t.company }, { label: t.apps, to: { kind: 'apps' } }]}
      beside={<span>{corpId ? t.editLead : t.createLead}</span>}
    >
      {ready && providers.value ? (
        <Filled providers={providers.value.providers} known={known.value} />
      ) : failure ? (
        <Fault
          failure={failure}
          onRetry={() => {
            providers.reload();
            known.reload();
          }}
        />
      ) : (
        <div className={s.waiting}>
          <LoadingRows rows={6} />
        </div>
      )}
    </Page>
  );
}

function Filled(props: { readonly providers: readonly ProviderChoice[]; readonly known: AppDetail | undefined }) {
  const t = appsText();
  const { known } = props;
  const [form, setForm] = useState<Entered>(() => (known ? formOf(known, props.providers) : firstForm()));
  const [problems, setProblems] = useState<Partial<Record<AppFormField, string>>>({});
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const element = useRef<HTMLFormElement>(null);
  const provider = props.providers.find((one) => one.id === form.providerId);

  // The first field with a problem gets the focus, every time the form is refused.
  useEffect(() => {
    if (tries > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);

  const set = <K extends AppFormField>(field: K, value: Entered[K]) => {
    setForm((old) => ({ ...old, [field]: value }));
    setProblems(({ [field]: _gone, ...rest }) => rest);
  };

  function refuse(next: Partial<Record<AppFormField, string>>): void {
    setProblems(next);
    setTries((n) => n + 1);
  }

  async function confirm(): Promise<void> {
    setFailure(undefined);
    const found = checkForm(form, { isNew: !known, provider });
    const words = Object.entries(found).map(([field, problem]) => {
      const list: Readonly<Record<string, string>> = problem === 'wrong' ? { ...t.missing, ...t.wrong } : t.missing;
      return [field, list[field] ?? ''];
    });
    if (words.length > 0) return refuse(Object.fromEntries(words));
    setBusy(true);
    const sent = tidyForm(form);
    const answer = known ? await api.changeApp(known.corpId, sent) : await api.createApp(sent);
    setBusy(false);
    if (answer.ok) {
      await reloadSession();
      chooseCorp(answer.value.corpId);
      showSnack({ text: known ? t.saved : t.created });
      return go({ kind: 'app', corpId: answer.value.corpId }, { replace: true });
    }
    const { fields } = answer.failure;
    setFailure(answer.failure);
    refuse(Object.fromEntries(Object.entries(fields ?? {}).map(([field, what]) => [field, what[language.value]])));
  }

  return (
    <form
      ref={element}
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void confirm();
      }}
    >
      <Card title={t.credentials} note={t.credentialsNote}>
        <CredentialFields form={form} problems={problems} set={set} isNew={!known} />
      </Card>
      <Card title={t.mailPart}>
        <MailFields form={form} problems={problems} set={set} providers={props.providers} provider={provider} />
      </Card>
      {failure ? <Fault failure={failure} safe={t.notSaved} /> : null}
      {failure?.code === 'app.exists' ? (
        <div className={s.acts}>
          <Button onClick={() => go({ kind: 'app', corpId: form.corpId.trim() })}>{t.existsAct}</Button>
        </div>
      ) : null}
      <div className={s.acts}>
        <Button onClick={() => go(known ? { kind: 'app', corpId: known.corpId } : { kind: 'apps' })}>{t.cancel}</Button>
        <Button kind="primary" type="submit" busy={busy && t.confirming}>
          {t.confirm}
        </Button>
      </div>
    </form>
  );
}

/** An administrator's own corp is known. */
function firstForm(): Entered {
  const corps = session.value?.corps ?? [];
  return session.value?.who.kind === 'admin' && corps[0] ? { ...empty, corpId: corps[0].corpId } : empty;
}

/** Hosts that are the provider's own stay open, so that a correction of the provider's reaches this corp. */
function formOf(app: AppDetail, providers: readonly ProviderChoice[]): Entered {
  const { mailService } = app;
  const own = providers.find((one) => one.id === mailService.providerId);
  return {
    corpId: app.corpId,
    agentId: String(app.agentId),
    appKey: app.appKey,
    appSecret: '',
    mailDomain: mailService.domain,
    providerId: mailService.providerId,
    imap: own?.imap === mailService.imap ? '' : mailService.imap,
    smtp: own?.smtp === mailService.smtp ? '' : mailService.smtp,
    onPremise: mailService.onPremise,
    tlsMode: mailService.tlsMode,
    addressPattern: app.addressPattern ?? '',
    publicUrl: app.publicUrl === boot.publicUrl ? '' : app.publicUrl,
  };
}
