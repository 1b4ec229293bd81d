import type { MailboxSummary } from '@hongyan/contract';
import { useState } from 'react';
import { momentText, numberText } from '../../i18n/dates.ts';
import { go } from '../../router.ts';
import { reloadSession } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/icon.tsx';
import { key, warn } from '../../ui/icons.ts';
import { mailText } from '../mail-text.ts';
import s from './mailbox-card.module.css';

/** The state of a mailbox that is not simply ready: the first filling, or why receiving has stopped. */
export function MailboxCard({ mailbox, phone }: { readonly mailbox: MailboxSummary; readonly phone: boolean }) {
  const { state } = mailbox;
  if (state.kind === 'syncing') return <Syncing done={state.done} total={state.total} />;
  if (state.kind === 'paused') return <Paused mailbox={mailbox} state={state} phone={phone} />;
  return null;
}

function Syncing({ done, total }: { readonly done: number; readonly total: number }) {
  const t = mailText();
  return (
    <div className={s.sync} role="status">
      <span>{total > 0 ? t.syncing(numberText(done), numberText(total)) : t.syncStart}</span>
      <span className={s.track}>
        <span className={s.fill} style={{ width: total > 0 ? `${Math.min(100, (100 * done) / total)}%` : '4%' }} />
      </span>
    </div>
  );
}

type PausedState = Extract<MailboxSummary['state'], { kind: 'paused' }>;

function Paused(props: { mailbox: MailboxSummary; state: PausedState; phone: boolean }) {
  const { mailbox, state, phone } = props;
  const t = mailText();
  const [busy, setBusy] = useState(false);
  const since = momentText(new Date(state.since), new Date(), t.yesterday);
  return (
    <section className={cx(s.card, !phone && s.pc)} role="alert">
      <div className={s.head}>
        <Icon icon={state.needsCredential ? key : warn} size={phone ? 24 : 20} className={s.icon} />
        <div>
          <h2 className={s.title}>{state.needsCredential ? t.pausedCredential : t.pausedTitle}</h2>
          <p className={s.text}>{state.needsCredential ? t.pausedCredentialText(since) : t.pausedSince(since)}</p>
        </div>
      </div>
      <div className={s.acts}>
        {state.needsCredential ? (
          <Button kind="primary" onClick={() => go({ kind: 'bind', mailboxId: mailbox.id })}>
            {t.rebind}
          </Button>
        ) : null}
        <Button
          busy={busy && t.connecting}
          onClick={() => {
            setBusy(true);
            void reloadSession().finally(() => setBusy(false));
          }}
        >
          {t.retry}
        </Button>
      </div>
      <dl className={s.facts}>
        {state.detail ? (
          <>
            <dt>{t.serverSays}</dt>
            <dd>{state.detail}</dd>
          </>
        ) : null}
        <dt>{t.mailSafe}</dt>
        <dd>{t.mailSafeText}</dd>
        <dt>{t.errorCode}</dt>
        <dd>{state.code}</dd>
      </dl>
    </section>
  );
}
