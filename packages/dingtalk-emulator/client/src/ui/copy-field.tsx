import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useText } from '../i18n.ts';
import css from './copy-field.module.css';

/** A value to be taken elsewhere, with a button that says when it has been taken. */
export function CopyField({ label, value }: { label: string; value: string }): JSX.Element {
  const say = useText();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class={css.field}>
      <span class={css.label}>{label}</span>
      <span class={css.value}>{value}</span>
      <button type="button" class={css.copy} onClick={copy} aria-label={`${say('copy')} ${label}`}>
        {copied ? say('copied') : say('copy')}
      </button>
      <span class={css.live} aria-live="polite">
        {copied ? say('copied') : ''}
      </span>
    </div>
  );
}
