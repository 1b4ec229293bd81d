import type { AppRow } from '@hongyan/contract';
import { useState } from 'react';
import { numberText } from '../../i18n/dates.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Logo } from '../../ui/goose.tsx';
import { plus } from '../../ui/icons.ts';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import { Fault } from '../parts/fault.tsx';
import { LoadingRows } from '../parts/loading.tsx';
import { Page } from '../parts/page.tsx';
import { Link } from '../router.tsx';
import { session } from '../session.ts';
import { useLoad } from '../use-load.ts';
import s from './app-list.module.css';
import { appsText } from './apps-text.ts';
import { ChooseKind } from './choose-kind.tsx';

/** 自建应用管理: every app that this session may manage. */
export function AppList() {
  const t = appsText();
  const [choosing, setChoosing] = useState(false);
  const { value, failure, reload } = useLoad('apps', api.apps);
  // An administrator's own company is registered already: only an operator adds others.
  const mayAdd = session.value?.who.kind === 'operator';
  const add = (
    <Button kind="primary" icon={plus} onClick={() => setChoosing(true)}>
      {t.newApp}
    </Button>
  );
  return (
    <Page
      title={t.apps}
      trail={[{ label: t.company }]}
      acts={mayAdd && value && value.apps.length > 0 ? add : undefined}
    >
      <div className={s.list}>
        {failure ? <Fault failure={failure} onRetry={reload} /> : null}
        {value ? (
          value.apps.length > 0 ? (
            <ul className={s.cards}>
              {value.apps.map((app) => (
                <AppCard key={app.corpId} app={app} />
              ))}
            </ul>
          ) : (
            <div className={s.card}>
              <EmptyState title={t.noApps} text={t.noAppsText} act={mayAdd ? add : null} />
            </div>
          )
        ) : failure ? null : (
          <div className={s.card}>
            <LoadingRows />
          </div>
        )}
      </div>
      {choosing ? <ChooseKind onClose={() => setChoosing(false)} /> : null}
    </Page>
  );
}

function AppCard({ app }: { readonly app: AppRow }) {
  const t = appsText();
  const domains = app.domains.join(', ');
  return (
    <li className={s.card}>
      <Link to={{ kind: 'app', corpId: app.corpId }} className={s.link}>
        <Logo size={40} />
        <span className={s.words}>
          <span className={s.name}>
            {domains}
            <Tag tone="brand">{t.kind}</Tag>
            {app.paused ? <Tag tone="warn">{t.paused}</Tag> : null}
          </span>
          <span className={s.sub}>
            <span>{app.providerName[language.value]}</span>
            <span>CorpId {app.corpId}</span>
            <span>AppKey {app.appKey}</span>
            <span>AgentId {app.agentId}</span>
          </span>
        </span>
        <dl className={s.facts}>
          <div>
            <dt>{t.bound}</dt>
            <dd>{t.countOf(numberText(app.bound), numberText(app.members))}</dd>
          </div>
          <div>
            <dt>{t.doctor}</dt>
            <dd>
              <Verdict app={app} />
            </dd>
          </div>
        </dl>
      </Link>
    </li>
  );
}

function Verdict({ app }: { readonly app: AppRow }) {
  const t = appsText();
  if (!app.doctor) return <>{t.never}</>;
  const { passed, failed, notTested } = app.doctor;
  if (failed > 0) return <Tag tone="danger">{t.failedSome(numberText(failed))}</Tag>;
  if (notTested > 0) return <Tag>{t.notTested(numberText(notTested))}</Tag>;
  return <Tag tone="ok">{t.passedAll(numberText(passed))}</Tag>;
}
