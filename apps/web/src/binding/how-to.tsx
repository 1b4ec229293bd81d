import { useEffect, useState } from 'react';
import { Icon } from '../ui/icon.tsx';
import { down, up } from '../ui/icons.ts';
import s from './how-to.module.css';

/** 怎样取得授权码: the provider's own words, one step a line. */
export function HowTo(props: { readonly title: string; readonly steps: readonly string[]; readonly open: boolean }) {
  const [open, setOpen] = useState(props.open);
  useEffect(() => {
    if (props.open) setOpen(true);
  }, [props.open]);
  return (
    <section className={s.card}>
      <h2>
        <button type="button" className={s.head} aria-expanded={open} onClick={() => setOpen(!open)}>
          {props.title}
          <Icon icon={open ? up : down} />
        </button>
      </h2>
      {open ? (
        <ol className={s.steps}>
          {props.steps.map((step, at) => (
            <li key={step}>
              <span className={s.number} aria-hidden="true">
                {at + 1}
              </span>
              <span>{step}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  );
}
