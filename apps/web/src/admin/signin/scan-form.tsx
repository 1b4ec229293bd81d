import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { qrStartUrl } from '../addresses.ts';
import { boot } from '../boot.ts';
import { signInCorp } from '../session.ts';
import s from './signin-page.module.css';
import { signinText } from './signin-text.ts';

/** 用钉钉登录: leads to DingTalk's own page, for one corp. */
export function ScanForm() {
  const t = signinText();
  const [corpId, setCorpId] = useState(signInCorp ?? '');
  const [error, setError] = useState<string>();
  return (
    <form
      className={s.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const typed = corpId.trim();
        const wrong = typed === '' ? t.corpNeeded : /^[A-Za-z0-9]{4,64}$/.test(typed) ? undefined : t.corpWrong;
        setError(wrong);
        if (wrong) event.currentTarget.querySelector('input')?.focus();
        else location.assign(qrStartUrl(typed));
      }}
    >
      <p className={s.hint}>{t.forWhom}</p>
      {boot.onlyCorpId ? null : (
        <Field
          label={t.corpId}
          value={corpId}
          placeholder="dingabc123"
          hint={t.corpHint}
          error={error}
          onInput={setCorpId}
        />
      )}
      <Button kind="primary" size="lg" block type="submit">
        {t.scan}
      </Button>
    </form>
  );
}
