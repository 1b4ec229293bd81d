import type { KeyboardEvent } from 'react';
import { cx } from './cx.ts';
import s from './tabs.module.css';

export interface Tab<T extends string> {
  readonly id: T;
  readonly label: string;
  readonly count?: number | undefined;
}

export interface TabsProps<T extends string> {
  readonly label: string;
  readonly tabs: readonly Tab<T>[];
  readonly current: T;
  readonly onChange: (id: T) => void;
}

/** A row of choices; it scrolls sideways when the words are long. The arrow keys move through it. */
export function Tabs<T extends string>({ label, tabs, current, onChange }: TabsProps<T>) {
  const move = (event: KeyboardEvent<HTMLElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = tabs.findIndex((tab) => tab.id === current);
    const next = tabs[(at + step + tabs.length) % tabs.length];
    if (!next) return;
    onChange(next.id);
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div className={s.tabs} role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          data-tab={tab.id}
          aria-selected={tab.id === current}
          tabIndex={tab.id === current ? 0 : -1}
          className={cx(s.tab, tab.id === current && s.on)}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
          {tab.count ? <span className={s.count}> {tab.count}</span> : null}
        </button>
      ))}
    </div>
  );
}
