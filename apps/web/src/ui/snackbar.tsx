import { signal } from '@preact/signals';
import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';
import { close } from './icons.ts';
import s from './snackbar.module.css';
import { uiText } from './text.ts';

export interface Snack {
  readonly text: string;
  readonly act?: { readonly label: string; readonly run: () => void };
  /** How long it stays; 5 s, or 10 s for sending. It stays while it has the focus or the pointer. */
  readonly ms?: number;
  /** Counts down in the text: called with the seconds left. */
  readonly countdown?: (seconds: number) => string;
  /** Runs when it goes without its act having been pressed. */
  readonly onGone?: () => void;
}

interface Shown extends Snack {
  readonly id: number;
}

const shown = signal<readonly Shown[]>([]);
let lastId = 0;

/** Says what was done and offers the way back. Returns a function that takes it away. */
export function showSnack(snack: Snack): () => void {
  const id = ++lastId;
  const older = shown.value.slice(-1);
  for (const gone of shown.value.slice(0, -1)) gone.onGone?.();
  shown.value = [...older, { ...snack, id }];
  return () => remove(id);
}

/** Takes all away, without their last acts. */
export function clearSnacks(): void {
  shown.value = [];
}

function remove(id: number): void {
  shown.value = shown.value.filter((snack) => snack.id !== id);
}

/** Where snackbars appear; mounted once, by the app. Above the bottom bar of a phone. */
export function Snackbars() {
  return (
    <section className={s.place} aria-label={uiText().notices} aria-live="polite">
      {shown.value.map((snack) => (
        <Bar key={snack.id} snack={snack} />
      ))}
    </section>
  );
}

function Bar({ snack }: { readonly snack: Shown }) {
  const held = useRef(false);
  const left = useRef(snack.ms ?? 5000);
  const seconds = useRef(signal(Math.ceil(left.current / 1000)));
  useEffect(() => {
    const step = 250;
    const timer = setInterval(() => {
      if (held.current) return;
      left.current -= step;
      seconds.current.value = Math.max(0, Math.ceil(left.current / 1000));
      if (left.current > 0) return;
      remove(snack.id);
      snack.onGone?.();
    }, step);
    return () => clearInterval(timer);
  }, [snack]);
  const hold = (on: boolean) => () => {
    held.current = on && !snack.countdown;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only keeps it on the screen
    <div
      className={s.bar}
      onMouseEnter={hold(true)}
      onMouseLeave={hold(false)}
      onFocus={hold(true)}
      onBlur={hold(false)}
    >
      <span className={s.text}>{snack.countdown ? snack.countdown(seconds.current.value) : snack.text}</span>
      {snack.act ? (
        <button
          type="button"
          className={s.act}
          onClick={() => {
            remove(snack.id);
            snack.act?.run();
          }}
        >
          {snack.act.label}
        </button>
      ) : (
        <button
          type="button"
          className={s.close}
          aria-label={uiText().close}
          onClick={() => {
            remove(snack.id);
            snack.onGone?.();
          }}
        >
          <Icon icon={close} size={18} />
        </button>
      )}
    </div>
  );
}
