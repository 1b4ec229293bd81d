import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FullState } from '../../../src/client-api/state.ts';
import type { ControlApp } from '../../../src/control.ts';
import type { Edition } from '../../../src/model.ts';
import { cardTime } from '../card/time.ts';
import { type Act, control, useAct } from '../control.ts';
import { useLanguage } from '../i18n.ts';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { Empty, Outcome, Tag } from '../ui/outcome.tsx';
import page from '../ui/page.module.css';
import { ClockCard } from './clock-card.tsx';
import { Meter } from './meter.tsx';
import css from './wire.module.css';

const words = {
  quota: ['本月额度', 'Quota of this month'],
  lead: [
    '标准版每月 5,000 次调用、3,000 条推送（§10.3）。免登、通讯录、凭证和通讯录事件不计。',
    'The standard edition has 5,000 calls and 3,000 messages a month (§10.3); sign-in, contacts, tokens and contact events are free.',
  ],
  edition: ['版本', 'Edition'],
  standard: ['标准版', 'Standard'],
  professional: ['专业版', 'Professional'],
  addon: ['开发者增值包', 'Developer add-on'],
  calls: ['接口调用', 'Calls'],
  messages: ['Webhook 与 Stream 消息', 'Webhook and Stream messages'],
  changed: ['已更改', 'Changed'],
  tokens: ['应用凭证', 'Tokens of the apps'],
  noApps: ['还没有应用', 'No app yet'],
  none: ['没有凭证', 'No token'],
  living: ['有效', 'Valid'],
  expired: ['已过期', 'Expired'],
  until: ['到 ', 'until '],
  expire: ['立即过期', 'Expire now'],
  expiredNow: ['发出的凭证全部失效', 'Tokens that are out are refused from now on'],
} as const;
const editions = ['standard', 'professional', 'addon'] as const satisfies readonly Edition[];

/** What the organisation has used up, whose tokens live, and what time the platform believes it is. */
export function Limits({ state }: { state: FullState }): JSX.Element {
  const own = useWords(words);
  const act = useAct();
  return (
    <div class={css.grid}>
      <section class={`${page.card} ${page.pad}`} aria-label={own('quota')}>
        <div class={page.cardHead}>
          <h3>{own('quota')}</h3>
        </div>
        <p class={page.lead}>{own('lead')}</p>
        <Select
          label={own('edition')}
          value={state.edition}
          choices={editions.map((value) => ({ value, text: own(value) }))}
          onChange={(edition) => void act.run(() => control('limits/edition', { edition }), own('changed'))}
        />
        <Meter
          label={own('calls')}
          {...state.quota.calls}
          onUsed={(calls) => void act.run(() => control('limits/used', { calls }), own('changed'))}
        />
        <Meter
          label={own('messages')}
          {...state.quota.messages}
          onUsed={(messages) => void act.run(() => control('limits/used', { messages }), own('changed'))}
        />
        <Outcome act={act} />
      </section>
      <Tokens apps={state.apps} />
      <ClockCard state={state} />
    </div>
  );
}

function Tokens({ apps }: { apps: readonly ControlApp[] }): JSX.Element {
  const own = useWords(words);
  const act = useAct();
  return (
    <section class={`${page.card} ${page.pad}`} aria-label={own('tokens')}>
      <div class={page.cardHead}>
        <h3>{own('tokens')}</h3>
      </div>
      {apps.length === 0 && <Empty title={own('noApps')} />}
      {apps.map((app) => (
        <Token key={app.appKey} app={app} act={act} />
      ))}
      <Outcome act={act} />
    </section>
  );
}

function Token({ app, act }: { app: ControlApp; act: Act }): JSX.Element {
  const own = useWords(words);
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const expire = async () => {
    setBusy(true);
    await act.run(() => control('tokens/expire', { appKey: app.appKey }), own('expiredNow'));
    setBusy(false);
  };
  return (
    <div class={css.line}>
      <span>{app.name}</span>
      <Tag tone={app.token.state === 'living' ? 'good' : app.token.state === 'expired' ? 'warn' : 'quiet'}>
        {own(app.token.state)}
      </Tag>
      {app.token.state === 'living' && app.token.expiresAt !== undefined && (
        <span class={css.time}>
          {own('until')}
          {cardTime(app.token.expiresAt, language)}
        </span>
      )}
      <Button
        small
        label={`${own('expire')} ${app.name}`}
        busy={busy}
        disabled={app.token.state !== 'living'}
        onClick={() => void expire()}
      >
        {own('expire')}
      </Button>
    </div>
  );
}
