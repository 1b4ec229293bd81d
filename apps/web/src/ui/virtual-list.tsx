import type { ReactNode, RefObject } from 'react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';

export interface VirtualListProps<T> {
  readonly items: readonly T[];
  readonly heightOf: (item: T) => number;
  readonly keyOf: (item: T) => string;
  readonly render: (item: T) => ReactNode;
  /** The element that scrolls; the list may stand below other things in it. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly label: string;
  readonly className?: string | undefined;
  /** Called when the end comes near. */
  readonly onNearEnd?: (() => void) | undefined;
}

const overscan = 400;

/** Draws only the rows near the window. Heights are known beforehand, so nothing is measured and nothing jumps. */
export function VirtualList<T>(props: VirtualListProps<T>) {
  const { items, heightOf, scroller, onNearEnd } = props;
  const list = useRef<HTMLUListElement>(null);
  const [view, setView] = useState({ from: 0, to: 1200 });
  const tops = useMemo(() => {
    const result = new Float64Array(items.length + 1);
    items.forEach((item, at) => {
      result[at + 1] = result[at]! + heightOf(item);
    });
    return result;
  }, [items, heightOf]);
  const total = tops[items.length] ?? 0;

  const look = useRef(() => {});
  look.current = () => {
    const box = scroller.current;
    if (!box) return;
    const start = box.scrollTop - (list.current?.offsetTop ?? 0);
    const from = Math.max(0, Math.floor((start - overscan) / 160) * 160);
    const to = Math.ceil((start + box.clientHeight + overscan) / 160) * 160;
    setView((old) => (old.from === from && old.to === to ? old : { from, to }));
    if (start + box.clientHeight > total - 1200) onNearEnd?.();
  };
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let frame = 0;
    const later = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => look.current());
    };
    box.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      box.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
    };
  }, [scroller]);
  useLayoutEffect(() => look.current(), [items, total]);

  const first = firstAbove(tops, view.from);
  const shown: ReactNode[] = [];
  for (let at = first; at < items.length && (tops[at] ?? 0) < view.to; at += 1) {
    const item = items[at] as T;
    shown.push(
      <li
        key={props.keyOf(item)}
        style={{ position: 'absolute', top: `${tops[at]}px`, left: 0, right: 0, height: `${heightOf(item)}px` }}
      >
        {props.render(item)}
      </li>,
    );
  }
  return (
    <ul
      ref={list}
      aria-label={props.label}
      className={props.className}
      style={{ position: 'relative', height: `${total}px` }}
    >
      {shown}
    </ul>
  );
}

/** The last row that begins at or above `y`. */
function firstAbove(tops: Float64Array, y: number): number {
  let low = 0;
  let high = tops.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle]! <= y) low = middle;
    else high = middle - 1;
  }
  return Math.min(low, Math.max(0, tops.length - 2));
}
