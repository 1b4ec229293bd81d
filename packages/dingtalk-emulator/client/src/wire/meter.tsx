import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '../i18n-words.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import css from './wire.module.css';

const words = {
  set: ['改为', 'Set'],
  used: ['已用', 'used'],
  bad: ['请填不小于 0 的整数', 'A whole number, 0 or more'],
} as const;

/** How much of one quota is used, and a way to use it up. */
export function Meter(props: {
  label: string;
  used: number;
  limit: number;
  onUsed: (used: number) => void;
}): JSX.Element {
  const own = useWords(words);
  const [value, setValue] = useState('');
  const bad = value !== '' && !/^\d{1,9}$/.test(value);
  return (
    <div class={css.meter}>
      <p>
        <span>{props.label}</span>
        <span>
          {props.used.toLocaleString('en-US')} / {props.limit.toLocaleString('en-US')}
        </span>
      </p>
      <progress aria-label={props.label} value={Math.min(props.used, props.limit)} max={props.limit} />
      <form
        class={css.inline}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (value === '' || bad) return;
          props.onUsed(Number(value));
          setValue('');
        }}
      >
        <Field
          label={`${props.label} ${own('used')}`}
          value={value}
          onInput={setValue}
          placeholder={String(props.limit)}
          problem={bad ? own('bad') : ''}
        />
        <Button submit label={`${own('set')} ${props.label}`}>
          {own('set')}
        </Button>
      </form>
    </div>
  );
}
