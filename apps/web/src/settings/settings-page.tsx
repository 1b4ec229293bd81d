import type { MailboxSummary } from '@hongyan/contract';
import { useEffect, useState } from 'react';
import { api } from '../api/api.ts';
import { boot } from '../boot.ts';
import { host } from '../dingtalk/current.ts';
import { numberText } from '../i18n/dates.ts';
import { type Language, language, setLanguage } from '../i18n/language.ts';
import { Me } from '../mail/me.tsx';
import { go, goBack } from '../router.ts';
import { cache, session, signOut } from '../session.ts';
import { ask } from '../ui/ask.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { check, left, plus } from '../ui/icons.ts';
import { showSnack } from '../ui/snackbar.tsx';
import s from './settings-page.module.css';
import { settingsText } from './settings-text.ts';

/** What a member sets: mailboxes, language, leaving. */
export function SettingsPage() {
  const t = settingsText();
  const who = session.value;
  useEffect(() => host.setTitle(t.title), [t.title]);
  useEffect(() => void host.setRight(undefined), []);
  if (!who) return null;
  return (
    <main className={s.page}>
      <div className={s.body}>
        <header className={s.head}>
          <IconButton icon={left} label={t.back} size={44} onClick={() => goBack({ kind: 'home' })} />
          <h1 className={s.title}>{t.title}</h1>
        </header>

        <h2 className={s.label}>{t.mailboxes}</h2>
        <ul className={s.group}>
          {who.mailboxes.map((mailbox) => (
            <MailboxRow key={mailbox.id} mailbox={mailbox} />
          ))}
          <li>
            <button type="button" className={s.row} onClick={() => go({ kind: 'bind' })}>
              <Icon icon={plus} className={s.blue} />
              <span className={s.blue}>{t.add}</span>
            </button>
          </li>
        </ul>

        <h2 className={s.label} id="language">
          {t.language}
        </h2>
        <div className={s.group} role="radiogroup" aria-labelledby="language">
          <LanguageRow value="zh" label="简体中文" />
          <LanguageRow value="en" label="English" />
        </div>

        <h2 className={s.label}>{t.account}</h2>
        <div className={s.group}>
          <div className={s.row}>
            <Me size={40} />
            <span className={s.text}>
              <span className={s.main}>{who.member.name}</span>
              {who.member.title ? <span className={s.sub}>{who.member.title}</span> : null}
            </span>
          </div>
          <button
            type="button"
            className={s.row}
            onClick={() =>
              void ask({ title: t.signOutTitle, text: t.signOutText, yes: t.signOut }).then((yes) => {
                if (yes) void signOut();
              })
            }
          >
            <span className={s.red}>{t.signOut}</span>
          </button>
        </div>
        {boot.version ? <p className={s.foot}>{`${boot.appName} · ${t.version(boot.version)}`}</p> : null}
      </div>
    </main>
  );
}

function MailboxRow({ mailbox }: { readonly mailbox: MailboxSummary }) {
  const t = settingsText();
  const [busy, setBusy] = useState(false);
  const { state } = mailbox;
  const words =
    state.kind === 'ready'
      ? t.ready
      : state.kind === 'syncing'
        ? t.syncing(numberText(state.done), numberText(state.total))
        : t.paused;

  async function unbind(): Promise<void> {
    const question = { title: t.unbindTitle(mailbox.address), text: t.unbindText, yes: t.unbind, danger: true };
    if (!(await ask(question))) return;
    setBusy(true);
    const answer = await api.unbind(mailbox.id);
    setBusy(false);
    if (!answer.ok) return void showSnack({ text: answer.failure.what[language.value] });
    for (const key of cache.keys('')) if (key.includes(mailbox.id)) cache.forget(key);
    const now = session.value;
    if (now) session.value = { ...now, mailboxes: now.mailboxes.filter((each) => each.id !== mailbox.id) };
    showSnack({ text: t.unbound(mailbox.address) });
  }

  return (
    <li className={s.row}>
      <span className={s.text}>
        <span className={s.main}>{mailbox.address}</span>
        <span className={state.kind === 'paused' ? s.bad : s.sub}>{words}</span>
      </span>
      <span className={s.acts}>
        <Button size="sm" onClick={() => go({ kind: 'bind', mailboxId: mailbox.id })}>
          {t.rebind}
        </Button>
        <Button size="sm" busy={busy && t.unbinding} onClick={() => void unbind()}>
          {t.unbind}
        </Button>
      </span>
    </li>
  );
}

function LanguageRow({ value, label }: { readonly value: Language; readonly label: string }) {
  const on = language.value === value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a whole row that is a choice
    <button
      type="button"
      role="radio"
      aria-checked={on}
      className={s.row}
      lang={value}
      onClick={() => setLanguage(value)}
    >
      <span className={s.text}>{label}</span>
      {on ? <Icon icon={check} className={s.blue} /> : null}
    </button>
  );
}
