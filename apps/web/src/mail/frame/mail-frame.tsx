import { purify } from '@hongyan/mail-html/browser';
import { useEffect, useMemo, useRef, useState } from 'react';
import { hasDarkStyle, settleScheme } from './dark-style.ts';
import { frameText } from './frame-text.ts';
import s from './mail-frame.module.css';
import { openLink } from './open-link.ts';
import type { FromFrame, Paint, ToFrame } from './protocol.ts';
import { useDark } from './use-dark.ts';

export interface MailFrameProps {
  /** Washed on the server; washed here again. */
  readonly html: string;
  /** The mail brings colours of its own: white paper in the dark. */
  readonly designed: boolean;
  /** The reader has asked for a dark sheet all the same. */
  readonly dimmed?: boolean;
  /** Shrink what is wider than the screen. */
  readonly fit: boolean;
  readonly foldQuote?: boolean;
  readonly textSize?: 13 | 14 | 15;
  /** Handles a mail address that was pressed. */
  readonly onMailTo?: ((address: string) => void) | undefined;
}

/** A letter in its own sandboxed page of no origin: it can draw, and nothing else. */
export function MailFrame(props: MailFrameProps) {
  const { html, designed, dimmed = false, fit, foldQuote = false, textSize = 15 } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const token = useMemo(() => newToken(), []);
  const [ready, setReady] = useState(false);
  const [height, setHeight] = useState(0);
  const dark = useDark();
  const clean = useMemo(() => purify(html), [html]);
  const paint = choosePaint(dark, clean, designed, dimmed);
  const dressed = paint === 'paper' || paint === 'dim';
  const onMailTo = useRef(props.onMailTo);
  onMailTo.current = props.onMailTo;

  useEffect(() => {
    const listen = (event: MessageEvent) => {
      // The token alone is not enough: only our own frame may speak.
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      const message = event.data as FromFrame;
      if (message?.token !== token) return;
      if (message.kind === 'ready') setReady(true);
      else if (message.kind === 'height') setHeight(Math.min(Math.max(0, Number(message.height) || 0), 200_000));
      else if (message.kind === 'link') follow(message.href, message.text, onMailTo.current);
      else if (message.kind === 'key') passKey(message);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [token]);

  const t = frameText();
  useEffect(() => {
    if (!ready) return;
    const message: ToFrame = {
      token,
      kind: 'show',
      html: settleScheme(clean, paint === 'own'),
      paint,
      tokens: {
        ...readTokens(dressed),
        '--size': `${textSize}px`,
        '--pad': dressed ? '12px' : '0',
      },
      fit,
      quote: foldQuote ? [t.showQuote, t.hideQuote] : undefined,
      blockedWord: t.blocked,
    };
    // The frame has no origin that could be named as target.
    frame.current?.contentWindow?.postMessage(message, '*');
  }, [ready, clean, paint, dressed, fit, foldQuote, textSize, token, t]);

  return (
    <iframe
      ref={frame}
      className={dressed ? `${s.frame} ${s.paper}` : s.frame}
      style={{ height: `${height}px`, colorScheme: paint === 'dark' || paint === 'own' ? 'dark' : 'light' }}
      title={t.title}
      sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"
      src={`${import.meta.env.BASE_URL}mail-frame#${token}`}
      data-ready={height > 0 ? '' : undefined}
    />
  );
}

/** Our tokens for plain mails, the mail's own dark style, else white paper that can be dimmed. */
function choosePaint(dark: boolean, html: string, designed: boolean, dimmed: boolean): Paint {
  if (!dark) return 'light';
  if (hasDarkStyle(html)) return 'own';
  if (!designed) return 'dark';
  return dimmed ? 'dim' : 'paper';
}

const newToken = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

function follow(href: string, text: string, onMailTo: MailFrameProps['onMailTo']): void {
  const address = /^mailto:([^?]+)/i.exec(href)?.[1];
  if (address && onMailTo) onMailTo(decodeURIComponent(address));
  else void openLink(href, text);
}

/** The keys of the page work while the letter has the focus. */
function passKey({ key, ctrlKey, metaKey, shiftKey, altKey }: Extract<FromFrame, { kind: 'key' }>): void {
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, altKey, bubbles: true, cancelable: true }),
  );
}

/** The frame's own style has light fall-backs: on white paper only the type is ours. */
function readTokens(paper: boolean): Record<string, string> {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => (paper && name !== '--font' ? '' : style.getPropertyValue(name).trim());
  return {
    '--text': read('--text'),
    '--quiet': read('--text-2'),
    '--link': read('--brand-text'),
    '--rule': read('--field-soft'),
    '--inset': read('--inset'),
    // Its own ground under the letter: words and what lies behind them are measured together.
    '--paper': read('--surface'),
    '--font': read('--font'),
  };
}
