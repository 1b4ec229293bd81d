/** How a letter is painted: with our tokens on light or dark, with a dark style of its own, on white paper, or as paper turned dark. */
export type Paint = 'light' | 'dark' | 'own' | 'paper' | 'dim';

/** What the page tells the frame. Every message carries the frame's own token. */
export type ToFrame = {
  readonly token: string;
  readonly kind: 'show';
  readonly html: string;
  readonly paint: Paint;
  /** Custom properties for the frame's own style. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Shrink what is wider than the screen, as phones do. */
  readonly fit: boolean;
  /** Fold quoted text behind this word; the second word folds it again. */
  readonly quote: readonly [show: string, hide: string] | undefined;
  readonly blockedWord: string;
};

/** What the frame tells the page. */
export type FromFrame = { readonly token: string } & (
  | { readonly kind: 'ready' }
  | { readonly kind: 'height'; readonly height: number }
  | { readonly kind: 'link'; readonly href: string; readonly text: string }
  | {
      readonly kind: 'key';
      readonly key: string;
      readonly ctrlKey: boolean;
      readonly metaKey: boolean;
      readonly shiftKey: boolean;
      readonly altKey: boolean;
    }
);
