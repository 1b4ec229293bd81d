import type { ReactNode } from 'react';
import { useState } from 'react';
import { host } from '../../dingtalk/current.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { close, up } from '../../ui/icons.ts';
import { expand, minus } from '../../ui/icons-writing.ts';
import { composeText } from './compose-text.ts';
import { useVisualViewport } from './use-viewport.ts';
import s from './window.module.css';

export interface WindowProps {
  readonly layout: 'phone' | 'docked' | 'panel';
  readonly title: string;
  /** Small text beside the title: the state of the draft. */
  readonly note?: string | undefined;
  /** Phones: the act at the right of the title. */
  readonly act?: ReactNode;
  readonly dropping?: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of a letter: a screen, a panel, or a window at the corner that shrinks to its title and grows. */
export function Window({ layout, title, note, act, dropping, onClose, children }: WindowProps) {
  const t = composeText();
  const [size, setSize] = useState<'normal' | 'small' | 'large'>('normal');
  const viewport = useVisualViewport(layout === 'phone');
  const docked = layout === 'docked';
  return (
    <section
      className={cx(s.window, s[layout], docked && s[size], dropping && s.dropping)}
      style={viewport}
      aria-label={title}
      data-drop={dropping ? t.dropHere : undefined}
    >
      <header className={s.head}>
        {layout === 'phone' ? <IconButton icon={close} size={44} label={t.close} onClick={onClose} /> : null}
        {/* DingTalk's own bar says it already. */}
        {layout === 'phone' && host.kind === 'dingtalk' ? (
          <span className={s.title} />
        ) : (
          <h2 className={s.title}>{title}</h2>
        )}
        {note && docked ? <span className={s.note}>{note}</span> : null}
        {docked ? (
          <>
            <IconButton
              icon={size === 'small' ? up : minus}
              size={28}
              label={size === 'small' ? t.restore : t.minimize}
              onClick={() => setSize(size === 'small' ? 'normal' : 'small')}
            />
            <IconButton
              icon={expand}
              size={28}
              label={size === 'large' ? t.shrink : t.expand}
              pressed={size === 'large'}
              onClick={() => setSize(size === 'large' ? 'normal' : 'large')}
            />
          </>
        ) : null}
        {layout === 'phone' ? act : <IconButton icon={close} size={28} label={t.close} onClick={onClose} />}
      </header>
      <div className={s.body} hidden={docked && size === 'small'}>
        {children}
      </div>
    </section>
  );
}
