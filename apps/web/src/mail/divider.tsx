import { useRef, useState } from 'react';
import s from './divider.module.css';
import { mailText } from './mail-text.ts';

const key = 'hy.list-width';
const least = 280;
const most = 480;
const clamp = (px: number) => Math.round(Math.min(most, Math.max(least, px)));

/** The width of the list; remembered on this machine. It says nothing of any mail. */
export function useListWidth(): [number, (px: number) => void] {
  const [width, setWidth] = useState(() => {
    try {
      return clamp(Number(localStorage.getItem(key)) || 344);
    } catch {
      return 344;
    }
  });
  return [
    width,
    (px) => {
      setWidth(clamp(px));
      try {
        localStorage.setItem(key, String(clamp(px)));
      } catch {
        // Storage can be switched off; the width then lasts as long as the page.
      }
    },
  ];
}

/** The gap between list and letter, which can be drawn with the pointer or the arrow keys. */
export function Divider({ width, onWidth }: { readonly width: number; readonly onWidth: (px: number) => void }) {
  const start = useRef<{ x: number; width: number } | undefined>(undefined);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that moves is a widget (ARIA 1.2 §5.3.24), <hr> is not
    <div
      className={s.divider}
      role="separator"
      aria-orientation="vertical"
      aria-label={mailText().resize}
      aria-valuenow={width}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      onKeyDown={(event) => {
        const by = event.key === 'ArrowLeft' ? -16 : event.key === 'ArrowRight' ? 16 : 0;
        if (by) onWidth(width + by);
      }}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width };
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (start.current) onWidth(start.current.width + event.clientX - start.current.x);
      }}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onDblClick={() => onWidth(344)}
    />
  );
}
