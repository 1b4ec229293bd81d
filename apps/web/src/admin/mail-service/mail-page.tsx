import type { DoctorCheck } from '@hongyan/contract';
import { useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { Page } from '../parts/page.tsx';
import { go } from '../router.tsx';
import { useLoad } from '../use-load.ts';
import s from './mail-page.module.css';
import { mailText } from './mail-text.ts';

/** 邮件服务: where the company's mail lies, and whether it can be reached from here. */
export function MailPage({ corpId }: { readonly corpId: string }) {
  const t = mailText();
  const { value: app, failure, reload } = useLoad(`app ${corpId}`, (signal) => api.app(corpId, signal));
  const service = app?.mailService;
  return (
    <Page
      narrow
      title={t.title}
      trail={[{ label: t.company }]}
      acts={app ? <Button onClick={() => go({ kind: 'edit-app', corpId })}>{t.edit}</Button> : undefined}
    >
      <div className={s.cards}>
        {failure ? <Fault failure={failure} onRetry={reload} /> : null}
        {app && service ? (
          <Card title={service.domain}>
            <Facts
              rows={[
                { label: t.provider, value: app.providerName[language.value] },
                { label: t.imap, value: <code className={s.host}>{service.imap}</code> },
                { label: t.smtp, value: <code className={s.host}>{service.smtp}</code> },
                { label: t.network, value: service.onPremise ? t.onPremise : t.internet },
                { label: t.tls, value: t[service.tlsMode] },
                { label: t.pattern, value: app.addressPattern ?? t.noPattern },
              ]}
            />
            {service.tlsMode === 'legacy' ? <Banner tone="warn">{t.legacyWarn}</Banner> : null}
          </Card>
        ) : failure ? null : (
          <Card title={t.title}>
            <LoadingRows />
          </Card>
        )}
        <ConnectionTest corpId={corpId} />
      </div>
    </Page>
  );
}

const tones = { passed: 'ok', failed: 'danger', warning: 'warn', not_tested: undefined } as const;

function ConnectionTest({ corpId }: { readonly corpId: string }) {
  const t = mailText();
  const loaded = useLoad(`doctor ${corpId}`, (signal) => api.doctor(corpId, signal));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const checks = loaded.value?.checks.filter((one) => one.id === 'mail_imap' || one.id === 'mail_smtp') ?? [];

  async function run(): Promise<void> {
    setBusy(true);
    setFailure(undefined);
    let all = loaded.value?.checks ?? [];
    for (const { id } of checks) {
      const answer = await api.runCheck(corpId, id);
      if (!answer.ok) {
        setFailure(answer.failure);
        break;
      }
      const fresh = answer.value;
      all = all.map((one) => (one.id === fresh.id ? fresh : one));
      loaded.put({ checks: all });
    }
    setBusy(false);
  }

  return (
    <Card
      title={t.test}
      acts={
        <Button size="sm" kind="soft" busy={busy && t.running} onClick={() => void run()}>
          {t.run}
        </Button>
      }
    >
      <p className={s.lead}>{t.testLead}</p>
      {(failure ?? loaded.failure) ? (
        <Fault failure={(failure ?? loaded.failure) as Failure} onRetry={() => void run()} />
      ) : null}
      <Facts rows={checks.map((check) => ({ label: check.name[language.value], value: <Result check={check} /> }))} />
    </Card>
  );
}

function Result({ check }: { readonly check: DoctorCheck }) {
  const t = mailText();
  return (
    <>
      <Tag tone={tones[check.state]}>{t[check.state]}</Tag> {check.finding?.[language.value]}
      {check.at ? <span className={s.at}> {t.ranAt(moment(check.at))}</span> : null}
      {check.advice ? <p>{check.advice[language.value]}</p> : null}
      {check.detail ? <p className={s.at}>{check.detail}</p> : null}
    </>
  );
}
