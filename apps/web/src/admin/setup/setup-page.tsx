import type { AppDetail } from '@hongyan/contract';
import { useRef } from 'react';
import { language } from '../../i18n/language.ts';
import { Banner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { layout } from '../../ui/layout.ts';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import { DoctorPanel } from '../doctor/doctor-panel.tsx';
import { useDoctor } from '../doctor/use-doctor.ts';
import { withEvents } from '../doctor/with-events.ts';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { useEvery, useLoad } from '../use-load.ts';
import { AppActs } from './app-acts.tsx';
import { channelState, isSettled } from './event-state.ts';
import s from './setup-page.module.css';
import { setupText } from './setup-text.ts';
import { StepList } from './step-list.tsx';

/** How often the page looks whether DingTalk's test has come, while somebody waits for it. */
const lookEvery = 3000;

/** An app: what DingTalk has to be told, step by step, and what the doctor says about it. */
export function SetupPage({ corpId }: { readonly corpId: string }) {
  const t = setupText();
  const { value: app, failure, reload, put } = useLoad(`app ${corpId}`, (signal) => api.app(corpId, signal));
  const doctor = useDoctor(corpId);
  const waiting = app !== undefined && !app.paused && !isSettled(channelState(app.eventChannel));
  useLookAgain(corpId, waiting, put);
  const trail = [{ label: t.company }, { label: t.apps, to: { kind: 'apps' as const } }];
  if (!app)
    return (
      <Page title={t.appName} trail={trail}>
        {failure ? (
          <Fault failure={failure} onRetry={reload} />
        ) : (
          <div className={s.blank}>
            <LoadingRows rows={8} />
          </div>
        )}
      </Page>
    );
  const checks = withEvents(doctor.checks, app.eventChannel);
  const steps = <StepList app={app} checks={checks ?? []} onChange={put} />;
  const panel = (
    <div className={s.doctor}>
      <DoctorPanel doctor={{ ...doctor, checks }} corpId={corpId} />
    </div>
  );
  return (
    <Page
      title={t.appName}
      trail={trail}
      beside={
        <>
          <Tag tone="brand">{t.kind}</Tag>
          {app.paused ? <Tag tone="warn">{t.paused}</Tag> : null}
          <span>
            {app.mailService.domain} · {app.providerName[language.value]}
          </span>
        </>
      }
      acts={<AppActs app={app} onChange={put} />}
    >
      {failure ? <Fault failure={failure} onRetry={reload} /> : null}
      {app.paused ? <Paused app={app} onChange={put} /> : null}
      {/* On a narrow page the doctor comes first: it says which step matters. */}
      <div className={s.columns}>
        {layout.value === 'three' ? (
          <>
            {steps}
            {panel}
          </>
        ) : (
          <>
            {panel}
            {steps}
          </>
        )}
      </div>
    </Page>
  );
}

function Paused({ app, onChange }: { readonly app: AppDetail; readonly onChange: (app: AppDetail) => void }) {
  const t = setupText();
  return (
    <Banner tone="warn" className={s.banner}>
      <span className={s.pausedLine}>
        <span>{t.pausedBanner}</span>
        <Button
          size="sm"
          onClick={() =>
            void api.pauseApp(app.corpId, false).then((answer) => {
              if (answer.ok) onChange(answer.value);
            })
          }
        >
          {t.resume}
        </Button>
      </span>
    </Banner>
  );
}

/** Looks again quietly: a failed look changes nothing on the screen. */
function useLookAgain(corpId: string, on: boolean, put: (app: AppDetail) => void): void {
  const looking = useRef(false);
  useEvery(on ? lookEvery : undefined, () => {
    if (looking.current) return;
    looking.current = true;
    void api.app(corpId).then((answer) => {
      looking.current = false;
      if (answer.ok) put(answer.value);
    });
  });
}
