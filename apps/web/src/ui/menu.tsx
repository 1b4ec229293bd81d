import type { KeyboardEvent } from 'react';
import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import { check } from './icons.ts';
import s from './menu.module.css';
import { Sheet } from './sheet.tsx';

export interface MenuItem {
  readonly label: string;
  readonly icon?: string | undefined;
  /** Small text at the right: a key, a count. */
  readonly hint?: string | undefined;
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Draws a line above. */
  readonly apart?: boolean;
  readonly onSelect: () => void;
}

export interface MenuProps {
  readonly title: string;
  readonly items: readonly MenuItem[];
  readonly anchor?: Element | null | undefined;
  readonly width?: number;
  readonly onClose: () => void;
}

/** A list of acts: a bottom sheet on a phone, a popover on PC. The arrow keys walk through it. */
export function Menu({ title, items, anchor, width = 200, onClose }: MenuProps) {
  return (
    <Sheet title={title} quietTitle anchor={anchor} width={width} onClose={onClose}>
      <div role="menu" aria-label={title} className={s.menu} onKeyDown={walk}>
        {items.map((item) => (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked goes with menuitemradio only
          <button
            key={item.label}
            type="button"
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            aria-checked={item.checked}
            disabled={item.disabled}
            className={cx(s.item, item.danger && s.danger, item.apart && s.apart)}
            onClick={() => {
              onClose();
              item.onSelect();
            }}
          >
            {item.icon ? <Icon icon={item.icon} /> : null}
            <span className={s.label}>{item.label}</span>
            {item.hint ? <span className={s.hint}>{item.hint}</span> : null}
            {item.checked ? <Icon icon={check} size={18} /> : null}
          </button>
        ))}
      </div>
    </Sheet>
  );
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (!step) return;
  event.preventDefault();
  const items = [...event.currentTarget.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  items[(at + step + items.length) % items.length]?.focus();
}
