import type { JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { useText } from '../i18n.ts';
import { Button } from './button.tsx';
import css from './value-row.module.css';

/** A value of the console with its name; a secret stays covered until it is asked for. */
export function ValueRow(props: { label: string; note?: string; value: string; secret?: boolean }): JSX.Element {
  const say = useText();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const [bare, setBare] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(props.value);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return (
    <div class={css.row}>
      <span class={css.label}>
        <span id={id}>{props.label}</span>
        {props.note && <small>{props.note}</small>}
      </span>
      <output class={css.value} aria-labelledby={id}>
        {props.secret && !bare ? '•'.repeat(24) : props.value}
      </output>
      {props.secret && (
        <Button
          kind="ghost"
          small
          label={`${say(bare ? 'hide' : 'reveal')} ${props.label}`}
          onClick={() => setBare(!bare)}
        >
          {say(bare ? 'hide' : 'reveal')}
        </Button>
      )}
      <Button kind="ghost" small label={`${say('copy')} ${props.label}`} onClick={() => void copy()}>
        {say(copied ? 'copied' : 'copy')}
      </Button>
      <span class={css.live} aria-live="polite">
        {copied ? say('copied') : ''}
      </span>
    </div>
  );
}
