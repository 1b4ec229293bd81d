import type { BindingOptions } from '@hongyan/contract';
import { useState } from 'react';
import type { Failure } from '../api/answer.ts';
import { language } from '../i18n/language.ts';
import { Icon } from '../ui/icon.tsx';
import { okCircle, warn } from '../ui/icons.ts';
import { bindingText } from './binding-text.ts';
import s from './provider-row.module.css';

/** Which mail system it is, and its servers: shown, never typed. */
export function ProviderRow(props: {
  readonly options: BindingOptions | undefined;
  readonly failure: Failure | undefined;
  readonly onRetry: () => void;
}) {
  const t = bindingText();
  const [open, setOpen] = useState(false);
  const { options, failure } = props;
  if (failure)
    return (
      <div className={s.row}>
        <Icon icon={warn} size={20} className={s.warn} />
        <span className={s.name}>{t.optionsFailed}</span>
        <button type="button" className={s.act} onClick={props.onRetry}>
          {t.retry}
        </button>
      </div>
    );
  if (!options) return null;
  return (
    <>
      <div className={s.row}>
        <Icon icon={okCircle} size={20} className={s.ok} />
        <span className={s.known}>
          {options.provider.id === 'generic' ? t.standard : t.known(options.provider.name[language.value])}
        </span>
        <button type="button" className={s.act} aria-expanded={open} onClick={() => setOpen(!open)}>
          {t.servers}
        </button>
      </div>
      {open ? (
        <dl className={s.servers}>
          <dt>{t.receive}</dt>
          <dd>{options.servers.imap}</dd>
          <dt>{t.send}</dt>
          <dd>{options.servers.smtp}</dd>
          <dd className={s.note}>{t.serversNote}</dd>
        </dl>
      ) : null}
    </>
  );
}
