import { useState } from 'react';
import type { Failure } from '../../api/answer.ts';
import { language } from '../../i18n/language.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { down, up } from '../../ui/icons.ts';
import { signInWithToken } from '../session.ts';
import s from './signin-page.module.css';
import { signinText } from './signin-text.ts';

/** 初始化口令: the way in before anybody is known. `main`: the only way, so its button is the filled one. */
export function TokenForm({ main }: { readonly main?: boolean }) {
  const t = signinText();
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const [open, setOpen] = useState(main ?? false);
  const error = missing ? t.tokenNeeded : failure?.what[language.value];

  async function enter(form: HTMLFormElement): Promise<void> {
    const typed = token.trim();
    setMissing(typed === '');
    setFailure(undefined);
    if (typed === '') return form.querySelector('input')?.focus();
    setBusy(true);
    const wrong = await signInWithToken(typed);
    setBusy(false);
    if (!wrong) return;
    setFailure(wrong);
    form.querySelector('input')?.focus();
  }

  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) void enter(event.currentTarget);
      }}
    >
      <Field
        label={t.token}
        value={token}
        autoComplete="off"
        hint={t.tokenHint}
        error={error}
        detail={failure?.detail}
        onInput={setToken}
      />
      <Button kind={main ? 'primary' : 'outline'} size="lg" block type="submit" busy={busy && t.entering}>
        {t.enter}
      </Button>
      <div>
        <button type="button" className={s.how} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t.howTitle}
          <Icon icon={open ? up : down} size={16} />
        </button>
        {open ? (
          <ol className={s.steps}>
            {t.how.map((step, at) => (
              <li key={step}>
                <span className={s.number} aria-hidden="true">
                  {at + 1}
                </span>
                <span>{step}</span>
              </li>
            ))}
          </ol>
        ) : null}
      </div>
    </form>
  );
}
