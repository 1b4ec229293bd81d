import type { MemberRow } from '@hongyan/contract';
import { useState } from 'react';
import { language } from '../../i18n/language.ts';
import { ask } from '../../ui/ask.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { showSnack } from '../../ui/snackbar.tsx';
import { Tag } from '../../ui/tag.tsx';
import { api } from '../api.ts';
import { moment } from '../parts/moment.ts';
import s from './members.module.css';
import { membersText } from './members-text.ts';

export type BoundMailbox = MemberRow['mailboxes'][number];

/** Face, name, what they are. */
export function Who({ row }: { readonly row: MemberRow }) {
  const t = membersText();
  return (
    <span className={s.who}>
      <Avatar who={{ name: row.name, address: row.userId }} kind="colleague" size={32} />
      <span className={s.words}>
        <span className={s.name}>
          {row.name}
          {row.adminLevel === 1 || row.adminLevel === 2 ? <Tag>{t.admin}</Tag> : null}
        </span>
        <span className={s.sub}>{row.title ?? row.userId}</span>
      </span>
    </span>
  );
}

/** What DingTalk says of them. */
export function DingTalkState({ row }: { readonly row: MemberRow }) {
  const t = membersText();
  if (row.state === 'active') return <>{t.states.active}</>;
  return <Tag tone={row.state === 'left' ? undefined : 'warn'}>{t.states[row.state]}</Tag>;
}

/** How receiving goes in one mailbox: the state, since when, and why. */
export function WatchState({ mailbox }: { readonly mailbox: BoundMailbox }) {
  const t = membersText();
  const { state, since, problem } = mailbox.watch;
  const trouble = problem !== undefined || state === 'waiting';
  return (
    <span className={s.watch}>
      <span className={cx(s.state, trouble && s.trouble)}>
        {t.watch[state]}
        {since ? <span className={s.sub}> {t.since(moment(since))}</span> : null}
      </span>
      {problem ? <span className={s.problem}>{problem[language.value]}</span> : null}
    </span>
  );
}

/** 解绑, asked beforehand: there is no way back but binding again. */
export function Unbind(props: {
  readonly corpId: string;
  readonly row: MemberRow;
  readonly mailbox: BoundMailbox;
  readonly onDone: () => void;
}) {
  const t = membersText();
  const [busy, setBusy] = useState(false);
  const { address, mailboxId } = props.mailbox;

  async function unbind(): Promise<void> {
    const question = { title: t.unbindTitle(address), text: t.unbindText(props.row.name), yes: t.unbind, danger: true };
    if (!(await ask(question))) return;
    setBusy(true);
    const answer = await api.unbind(props.corpId, props.row.memberId, mailboxId);
    setBusy(false);
    showSnack({ text: answer.ok ? t.unbound(address) : answer.failure.what[language.value] });
    if (answer.ok) props.onDone();
  }

  return (
    <Button size="sm" label={t.unbindOf(address)} busy={busy && t.unbind} onClick={() => void unbind()}>
      {t.unbind}
    </Button>
  );
}
