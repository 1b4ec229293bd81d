import { foldQuote } from './fold.ts';
import type { FromFrame, ToFrame } from './protocol.ts';

// The only script in the mail frame. The origin is opaque, so the page is known by `event.source` and the token in our own
// address; the mail itself cannot run anything, so it can neither read the one nor send for the other.
const token = location.hash.slice(1);
const root = document.documentElement;
const letter = document.querySelector('hy-letter') as HTMLElement;
let fit = false;
let said = -1;

type Body = FromFrame extends infer M ? (M extends unknown ? Omit<M, 'token'> : never) : never;
const say = (body: Body): void => parent.postMessage({ ...body, token }, '*');

function measure(): void {
  root.style.setProperty('--zoom', '1');
  for (const image of letter.querySelectorAll<HTMLImageElement>('img[width][height]')) {
    if (Number(image.getAttribute('width')) > image.clientWidth + 1 && image.clientWidth > 0)
      image.style.height = 'auto';
  }
  const wide = letter.scrollWidth;
  if (fit && wide > root.clientWidth + 1)
    root.style.setProperty('--zoom', String(Math.max(0.4, root.clientWidth / wide)));
  const height = Math.ceil(letter.getBoundingClientRect().bottom);
  if (height !== said) {
    said = height;
    say({ kind: 'height', height });
  }
}

/** Names the box of a blocked image (for the eye where there is room), and lets a wide one shrink as an image would. */
function dressBlocked(box: HTMLElement, word: string): void {
  const { clientWidth: width, clientHeight: height } = box;
  const sized = Boolean(box.dataset.blocked);
  if (!box.getAttribute('aria-label')) box.setAttribute('aria-label', word);
  // Without both sizes it would be an empty stripe: high enough for its word.
  if (!sized && width > 150) box.style.cssText += ';min-height:40px!important';
  if (width > 150 && box.clientHeight > 32) box.dataset.word = word;
  if (!fit || width < 200) return;
  const ratio = sized ? `;height:auto!important;aspect-ratio:${width}/${height}` : '';
  box.style.cssText += `;width:100%!important;max-width:${width}px!important${ratio}`;
}

function show(message: ToFrame): void {
  root.dataset.paint = message.paint;
  for (const name of Object.keys(message.tokens)) {
    const value = message.tokens[name];
    if (value) root.style.setProperty(name, value);
    else root.style.removeProperty(name);
  }
  fit = message.fit;
  letter.innerHTML = message.html;
  for (const box of letter.querySelectorAll<HTMLElement>('[data-blocked]')) dressBlocked(box, message.blockedWord);
  if (message.quote) foldQuote(letter, message.quote);
  said = -1;
  measure();
}

addEventListener('message', (event) => {
  const message = event.data as ToFrame;
  if (event.source === parent && message?.token === token && message.kind === 'show') show(message);
});

const follow = (event: MouseEvent): void => {
  const link = (event.target as Element).closest?.('a[href]') as HTMLAnchorElement | null;
  if (!link) return;
  event.preventDefault();
  if (event.button < 2) say({ kind: 'link', href: link.href, text: (link.textContent ?? '').trim().slice(0, 500) });
};
addEventListener('click', follow);
addEventListener('auxclick', follow);
addEventListener('keydown', (event) => {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (/^c$/i.test(key) && (ctrlKey || metaKey)) return;
  say({ kind: 'key', key, ctrlKey, metaKey, shiftKey, altKey });
});
// Images that arrive late, folds that open, phones that turn.
new ResizeObserver(measure).observe(letter);
addEventListener('resize', measure);
say({ kind: 'ready' });
