/** What the washer must be told: it fetches nothing and knows no address by itself. */
export interface WashOptions {
  /** Address of an inline part by its Content-ID (without brackets), or undefined when there is none. */
  readonly inlineImage: (contentId: string) => string | undefined;
  /** Address of the proxy for a remote image when images are shown; undefined blocks it. */
  readonly remoteImage: (url: string) => string | undefined;
  /** Addresses of our own that an earlier wash put in; they stay. Default: none. */
  readonly isOwn?: (url: string) => boolean;
}

/** A mail after the wash: parse-stable HTML of allowed parts only, and what was found on the way. */
export interface Washed {
  readonly html: string;
  readonly text: string;
  readonly blockedImages: number;
  /** The mail brings colours of its own. */
  readonly designed: boolean;
  /** Content-IDs that the HTML shows. */
  readonly usedContentIds: ReadonlySet<string>;
}
