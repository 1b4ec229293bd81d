import { Button } from '../../ui/button.tsx';
import { api } from '../api.ts';
import { boot } from '../boot.ts';
import { Card } from '../parts/card.tsx';
import { Facts } from '../parts/facts.tsx';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { moment } from '../parts/moment.ts';
import { Page } from '../parts/page.tsx';
import { go } from '../router.tsx';
import { session } from '../session.ts';
import { renewEventKeys } from '../setup/renew-keys.ts';
import { useLoad } from '../use-load.ts';
import { AllowListCard } from './allow-list-card.tsx';
import s from './system.module.css';
import { systemText } from './system-text.ts';

/** What guards the console and the callback, and what runs here. */
export function SystemPage({ corpId }: { readonly corpId: string }) {
  const t = systemText();
  const { value: app, failure, reload, put } = useLoad(`app ${corpId}`, (signal) => api.app(corpId, signal));
  const who = session.value;
  return (
    <Page title={t.title}>
      <div className={s.cards}>
        {failure ? <Fault failure={failure} onRetry={reload} /> : null}
        {app ? (
          <>
            <AllowListCard app={app} purpose="console" onChange={put} />
            <AllowListCard app={app} purpose="callback" onChange={put} />
            <Card title={t.keys}>
              <p className={s.lead}>{t.keysLead}</p>
              <div className={s.acts}>
                <Button onClick={() => go({ kind: 'app', corpId })}>{t.toSetup}</Button>
                <Button onClick={() => void renewEventKeys(corpId).then((fresh) => fresh && put(fresh))}>
                  {t.renew}
                </Button>
              </div>
            </Card>
          </>
        ) : failure ? null : (
          <Card title={t.consoleList}>
            <LoadingRows />
          </Card>
        )}
        <Card title={t.about}>
          <Facts
            rows={[
              { label: t.version, value: boot.version || '–' },
              { label: t.publicUrl, value: app?.publicUrl ?? boot.publicUrl },
              ...(who ? [{ label: t.signedIn, value: `${t.until(moment(who.expiresAt))} · ${who.address}` }] : []),
            ]}
          />
        </Card>
      </div>
    </Page>
  );
}
