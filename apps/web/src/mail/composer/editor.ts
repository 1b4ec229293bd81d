import { purifyPaste } from '@hongyan/mail-html/browser';
import Squire from 'squire-rte';

/** What the parts of the composer may do with the text. */
export interface Editor {
  html(): string;
  /** The text alone, for checks. */
  text(): string;
  /** Commits the word that an input method is composing (Android keeps it until the focus goes). */
  settle(): Promise<void>;
  focus(): void;
  run(format: Format): void;
  has(format: Format): boolean;
  link(url: string): void;
  insertImage(src: string, key: string, name: string): void;
  insertHtml(html: string): void;
  destroy(): void;
}

export type Format = 'bold' | 'italic' | 'underline' | 'bullets' | 'numbers' | 'quote';

const tags: Readonly<Record<Format, string>> = {
  bold: 'B',
  italic: 'I',
  underline: 'U',
  bullets: 'UL',
  numbers: 'OL',
  quote: 'BLOCKQUOTE',
};

/** Puts the editor into an element. It edits the real document, so foreign formatting survives; every insertion is washed. */
export function createEditor(
  root: HTMLElement,
  begin: string,
  on: { readonly change: () => void; readonly select: () => void },
): Editor {
  // Addresses of pictures that were put in here; a pasted one from elsewhere is not among them.
  const pictures = new Map<string, string>();
  const squire = new Squire(root, {
    blockTag: 'DIV',
    sanitizeToDOMFragment: (html: string) => purifyPaste(html),
    didError: () => undefined,
  });
  squire.setHTML(begin);
  const placeholder = () => {
    root.toggleAttribute(
      'data-empty',
      !composing && root.textContent === '' && !root.querySelector('img,li,blockquote'),
    );
  };
  let composing = false;
  const compose = (event: Event) => {
    // Nothing is written into the editor while a word is composed, except that the hint makes room for it.
    composing = event.type === 'compositionstart';
    placeholder();
  };
  root.addEventListener('compositionstart', compose);
  root.addEventListener('compositionend', compose);
  // Setting up is no change: only what differs from the last known text is.
  let known = squire.getHTML();
  squire.addEventListener('input', () => {
    placeholder();
    if (composing) return;
    const now = squire.getHTML();
    if (now === known) return;
    known = now;
    on.change();
  });
  squire.addEventListener('pathChange', on.select);
  squire.addEventListener('select', on.select);
  placeholder();

  const has = (format: Format): boolean => squire.hasFormat(tags[format]);
  return {
    html: () => squire.getHTML(),
    // The line breaks as they are laid out: sentences are looked at one by one.
    // biome-ignore lint/performance/useDomNodeTextContent: see above
    text: () => root.innerText,
    async settle() {
      squire.blur();
      await new Promise((resolve) => setTimeout(resolve));
    },
    focus: () => {
      squire.focus();
    },
    has,
    run(format) {
      if (composing) return;
      const on = has(format);
      if (format === 'bold') on ? squire.removeBold() : squire.bold();
      else if (format === 'italic') on ? squire.removeItalic() : squire.italic();
      else if (format === 'underline') on ? squire.removeUnderline() : squire.underline();
      else if (format === 'quote') on ? squire.decreaseQuoteLevel() : squire.increaseQuoteLevel();
      else if (on) squire.removeList();
      else if (format === 'bullets') squire.makeUnorderedList();
      else squire.makeOrderedList();
      squire.focus();
    },
    link(url) {
      squire.makeLink(url, { target: '_blank', rel: 'noopener noreferrer' });
      squire.focus();
    },
    insertImage(src, key, name) {
      pictures.set(key, src);
      squire.insertImage(src, { alt: name, 'data-upload': key });
    },
    insertHtml(html) {
      squire.moveCursorToEnd();
      squire.insertHTML(html);
    },
    destroy() {
      root.removeEventListener('compositionstart', compose);
      root.removeEventListener('compositionend', compose);
      squire.destroy();
      for (const src of pictures.values()) URL.revokeObjectURL(src);
    },
  };
}

/** The letter as it is sent: pictures named by their upload, everything else as it stands. */
export function toOutgoingHtml(html: string, uploadId: (key: string) => string | undefined): string {
  const holder = new DOMParser().parseFromString(html, 'text/html').body;
  for (const image of holder.querySelectorAll('img')) {
    const id = uploadId(image.getAttribute('data-upload') ?? '');
    if (!id) {
      image.remove();
      continue;
    }
    image.setAttribute('src', `cid:${id}`);
    image.removeAttribute('data-upload');
  }
  return holder.innerHTML;
}
